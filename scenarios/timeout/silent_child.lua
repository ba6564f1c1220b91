return scenario {
  summary = "a child that does not answer is killed and replaced at the deadline, then the call is a timeout with its facts",
  clauses = { "TIMEOUT-02", "TIMEOUT-01", "FACTS-01", "RESTART-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 200 },
  defects = { 4, 27 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:ignore("TERM")
      worker:expect("health")
      worker:check(worker:next() == nil, "a child that is to be killed is not asked to leave", "RESTART-02")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    local e = call:expect_error("timeout", { operation = "health", duration_ms = 200 })
    call:not_before(200, "TIMEOUT-01")
    call:within(3000)
    check.equal(e.resource.cause, "worker_timeout", "FACTS-01")
    check.equal(e.resource.work_entered_child, true, "FACTS-01")
    check.equal(e.resource.duration_ms, 200, "FACTS-01")
    check.equal(e.resource.worker_generation, 1, "FACTS-01")
    check.equal(e.resource.restart_reason, "timeout", "FACTS-01")
    check.equal(e.resource.operation, "health", "FACTS-01")
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_stats {
      requests = 1, exits = 1, restarts = 1, timeout_restarts = 1, cancelled_restarts = 0, replacement_attempts = 1,
      replacement_successes = 1, last_restart_reason = "timeout", stream_failures = 0,
    }
    sup:expect_snapshot { worker_generation = 1, last_restart_reason = "timeout" }
    sup:set_request_timeout(20000)
    sup:health {}:ok()
    sup:expect_received(1, { "health" })
    sup:expect_spawned(2)
  end,
}
