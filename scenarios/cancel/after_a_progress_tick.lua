return scenario {
  summary = "a token set while a progress tick is held is seen right after it",
  clauses = { "CANCEL-02", "CANCEL-03" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:cork()
      worker:progress("p", 0)
      worker:progress("p", 1)
      worker:row("rows", { ordinal = 0 }) -- may go to its own sink beside the tick (STREAM-09)
      worker:stream_complete { total_rows = 1 }
      worker:uncork()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", progress = true, sink = { cancel_at_progress = 1 } }
    call:expect_progress("p", 0, check.null)
    call:expect_progress("p", 1, check.null)
    call:expect_error("cancelled")
    sup:expect_stats { stream_failures = 1, cancelled_restarts = 1 }
    sup:expect_snapshot { worker_generation = 1 }
  end,
}
