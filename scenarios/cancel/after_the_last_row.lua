return scenario {
  summary = "a token set while the last row, or the last tick, is held cancels, although the terminal waits right behind it",
  clauses = { "CANCEL-02", "CANCEL-03" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      worker:expect("run_data_stream")
      worker:cork()
      worker:row("rows", { ordinal = 0 })
      if worker.generation == 1 then
        worker:progress("p", 0) -- the row may go to its own sink beside it (STREAM-09)
      end
      worker:stream_complete { total_rows = 1 }
      worker:uncork()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 0 } }
    call:expect_error("cancelled")
    call:expect_rows(1)
    sup:expect_stats { stream_failures = 1, stream_successes = 0, cancelled_restarts = 1 }

    call = sup:stream { export = "demo", token = "u", progress = true, sink = { cancel_at_progress = 0 } }
    call:expect_error("cancelled")
    sup:expect_stats { stream_failures = 2, stream_successes = 0, cancelled_restarts = 2 }
  end,
}
