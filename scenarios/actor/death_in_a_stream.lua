return scenario {
  summary = "a stream whose child dies is run again from its beginning: the rows of both attempts are seen",
  clauses = { "ACTOR-09", "STREAM-01" },
  profile = "actor",
  spawn = false,
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    if worker.generation == 0 then worker:abort() end
    worker:row("rows", { ordinal = 1 })
    worker:stream_complete { total_rows = 2, per_stream_counts = { rows = 2 } }
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { ["do"] = "stream", export = "demo" }
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_row("rows", 1, '{"ordinal":1}')
    check.equal(call:ok().value.total_rows, 2)
    call:expect_causes { child_abort = 1 }
  end,
}
