return scenario {
  summary = "a token set while a row is held is seen right after it: child killed and replaced, no further row",
  clauses = { "CANCEL-03", "CANCEL-02", "FACTS-01", "STATS-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:cork()
      worker:rows("rows", 10)
      worker:stream_complete { total_rows = 10 }
      worker:uncork()
      worker:expect("terminate")
      worker:check(false, "a cancelled child is not asked to terminate", "RESTART-02")
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 2 } }
    local e = call:expect_error("cancelled", { operation = "worker_run_data_stream" })
    call:expect_rows(3)
    check.equal(e.resource.cause, "worker_cancelled", "FACTS-01")
    check.equal(e.resource.work_entered_child, true, "FACTS-01")
    check.equal(e.resource.worker_generation, 1, "FACTS-01")
    check.equal(e.resource.restart_reason, "cancelled", "FACTS-01")
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_received(0, { "run_data_stream" })
    sup:expect_stats {
      requests = 1, stream_requests = 1, stream_failures = 1, stream_successes = 0, data_rows_delivered = 3, exits = 1,
      restarts = 1, cancelled_restarts = 1, timeout_restarts = 0, replacement_attempts = 1, replacement_successes = 1,
      last_restart_reason = "cancelled",
    }
    sup:expect_snapshot { worker_generation = 1, last_restart_reason = "cancelled" }
    sup:health {}:ok()
    sup:expect_received(1, { "health" })
  end,
}
