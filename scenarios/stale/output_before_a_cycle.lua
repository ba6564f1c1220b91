return scenario {
  summary = "rows that wait in the pipe do not hinder a cycle, and the fresh child begins clean",
  clauses = { "RESTART-08", "FIX-03" },
  profile = "stream",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:meet("up")
      worker:row("rows", { ordinal = 0 })
      worker:progress("p", 0)
      worker:mark("spoke")
      worker:serve()
    end
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 1 })
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    sup:let("up") -- not before the start is over
    sup:expect_mark_or_end("spoke")
    sup:cycle():ok()
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, '{"ordinal":1}')
    call:ok()
    call:expect_rows(1)
    sup:expect_stats { exits = 1, restarts = 1 }
  end,
}
