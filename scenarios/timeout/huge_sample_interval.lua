return scenario {
  summary = "a deadline fires under an RSS sample interval that is longer than it",
  clauses = { "FIX-02", "TIMEOUT-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 200, rss_hard_limit_kib = 4194304, rss_sample_interval_ms = 3600000 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    call:expect_error("timeout", { operation = "health", duration_ms = 200 })
    call:not_before(200, "TIMEOUT-01")
    call:within(3000)
    sup:expect_stats { timeout_restarts = 1, rss_restarts = 0 }
  end,
}
