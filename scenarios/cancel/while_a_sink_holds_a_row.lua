return scenario {
  summary = "a token set from outside while the sink holds a row is seen when the sink returns; rows behind it are not delivered",
  clauses = { "CANCEL-02", "CANCEL-03", "RESTART-08" },
  profile = "stream",
  needs = { "concurrent" },
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    if worker.generation == 0 then
      worker:rows("rows", 20)
      worker:mark("twenty rows out")
      worker:hang()
    end
    worker:row("rows", { generation = 1 })
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", sink = { block_at_row = 4 } }
    call:expect_blocked(4)
    sup:expect_mark("twenty rows out")
    sup:cancel("t")
    sup:release(call)
    call:expect_error("cancelled")
    call:expect_rows(5)
    sup:expect_stats { data_rows_delivered = 5, cancelled_restarts = 1 }
    local fresh = sup:stream { export = "demo" }
    fresh:expect_row("rows", 0, '{"generation":1}')
    fresh:expect_ok { total_rows = 1 }
    fresh:expect_rows(1)
  end,
}
