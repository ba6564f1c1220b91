return scenario {
  summary = "limits of more than a month are neither short nor none: nothing fires early, and a stuck child can still be killed",
  clauses = { "TIMEOUT-01", "TIMEOUT-04", "SHUT-01", "DEFAULT-01" },
  profile = "supervisor",
  config = {
    startup_timeout_ms = 3000000000, request_timeout_ms = 3000000000, shutdown_timeout_ms = 3000000000,
    restart_limit = { max = 4, window_ms = 3000000000 }, policy = { idle_restart_after_ms = 3000000000, max_requests = 3000000000 },
    rss_hard_limit_kib = 3000000000, rss_sample_interval_ms = 3000000000,
  },

  child = function(worker)
    worker:wait(60)
    worker:handshake()
    worker:expect("health")
    worker:wait(60)
    worker:answer("health_ok")
    worker:expect("terminate")
    worker:wait(60)
    worker:terminating()
    worker:exit(0)
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:cycle():ok()
    sup:set_request_timeout(4294967297) -- a millisecond, where 32 bits hold it
    sup:health {}:ok()
    sup:expect_stats({ requests = 2, restarts = 1, idle_restarts = 0, timeout_restarts = 0, rss_restarts = 0 }, "STATS-01")
    sup:shutdown {}:expect_ok({ outcome = "graceful", graceful_timeout_ms = 3000000000 }, "SHUT-01")
    sup:expect_gone("SHUT-01")
  end,
}
