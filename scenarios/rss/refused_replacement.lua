return scenario {
  summary = "a hard limit whose replacement the window refuses is restart_limit_exceeded",
  clauses = { "TIMEOUT-03", "RSS-03", "RESTART-03", "RESTART-09" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 1, rss_sample_interval_ms = 10, restart_limit = { max = 1, window_ms = 60000 } },
  tags = { "rss-spike", "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    sup:health {}:expect_error("rss_hard_limit_exceeded", { limit_kib = 1 })
    sup:health {}:expect_error("restart_limit_exceeded", { restarts = 1, window_ms = 60000 })
    sup:expect_stats { rss_restarts = 1, restarts = 1, exits = 2, replacement_failures = 1 }
    sup:expect_stats({ last_replacement_skipped_reason = "restart_limit_exceeded" }, "RESTART-03")
    sup:health {}:expect_error("shutdown_in_progress", { operation = "worker_request" }, "RESTART-09")
    sup:expect_status("exited")
    sup:cycle():expect_error("restart_limit_exceeded", {}, "RESTART-09")
    sup:shutdown {}:expect_ok({ outcome = "already_exited" }, "RESTART-09")
    sup:expect_gone()
  end,
}
