return scenario {
  summary = "a sink of one worker that stands still holds up no other worker",
  clauses = { "STREAM-05", "STATE-01" },
  profile = "stream",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:rows("rows", 3)
    worker:stream_complete { total_rows = 3 }
    worker:serve()
  end,

  drive = function(sup)
    local blocked = sup:stream { export = "demo", sink = { block_at_row = 1 } }
    blocked:expect_blocked(1)
    local other = sup:worker("b")
    other:spawn {}:ok()
    other:stream { export = "demo" }:expect_ok { total_rows = 3 }
    other:cycle():ok()
    check.truth(blocked:pending(), "the first stream is still held up")
    sup:release(blocked)
    blocked:expect_ok { total_rows = 3 }
    blocked:expect_rows(3)
  end,
}
