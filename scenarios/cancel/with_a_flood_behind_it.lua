return scenario {
  summary = "a cancellation with more rows behind it than anybody buffers: none of them comes, then or in the next stream",
  clauses = { "CANCEL-03", "STREAM-03", "FIX-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    if worker.generation == 0 then
      worker:flood("old", { bytes = 512, max = 100000000, stall_ms = 60000 })
      worker:hang()
    end
    worker:rows("new", 2)
    worker:stream_complete { total_rows = 2 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 100 } }
    call:expect_error("cancelled")
    call:within(5000)
    call:expect_rows(101)
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    local fresh = sup:stream { export = "demo" }
    fresh:expect_ok({ total_rows = 2 })
    fresh:expect_rows(2)
    sup:expect_stats { data_rows_delivered = 103, cancelled_restarts = 1 }
  end,
}
