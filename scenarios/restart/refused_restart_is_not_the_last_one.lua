return scenario {
  summary = "a refused restart is counted nowhere as one: neither its cause nor its counter shows",
  clauses = { "RESTART-01", "STATS-01", "STATS-02" },
  profile = "supervisor",
  config = { restart_limit = { max = 1, window_ms = 60000 }, request_timeout_ms = 20000 },
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
    sup:set_request_timeout(150)
    sup:health {}:expect_error("restart_limit_exceeded", { restarts = 1 })
    sup:expect_stats { restarts = 1, explicit_cycles = 1, timeout_restarts = 0, last_restart_reason = "explicit", exits = 2, requests = 1 }
    sup:expect_snapshot { worker_generation = 1, restarts = 1, last_restart_reason = "explicit" }
    local timing = sup:stats().last_replacement
    check.equal(timing.replacement_reason, "explicit", "RESTART-01")
  end,
}
