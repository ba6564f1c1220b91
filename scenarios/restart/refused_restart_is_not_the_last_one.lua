return scenario {
  summary = "a restart that was refused is not the last restart: reason, counters and timing stay those of the one before",
  clauses = { "RESTART-01", "RESTART-07", "STATS-01", "STATS-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 200, restart_limit = { max = 1, window_ms = 600000 } },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 1 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:cycle():ok()
    sup:health {}:expect_error("restart_limit_exceeded", {}, "RESTART-01")
    sup:expect_stats({ last_restart_reason = "explicit", restarts = 1, explicit_cycles = 1, timeout_restarts = 0 }, "RESTART-01")
    sup:expect_snapshot({ last_restart_reason = "explicit", restarts = 1, worker_generation = 1 }, "STATS-02")
    check.equal(sup:stats().last_replacement.replacement_reason, "explicit", "RESTART-07")
  end,
}
