return scenario {
  summary = "a timeout whose replacement the window refuses is restart_limit_exceeded, and the child is gone",
  clauses = { "TIMEOUT-03", "RESTART-04", "RESTART-03", "RESTART-09" },
  profile = "supervisor",
  config = { request_timeout_ms = 150, restart_limit = { max = 1, window_ms = 60000 } },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    sup:health {}:expect_error("timeout")
    sup:health {}:expect_error("restart_limit_exceeded", { restarts = 1, window_ms = 60000 })
    sup:expect_stats { requests = 2, restarts = 1, timeout_restarts = 1, exits = 2, replacement_budget_skipped = 1 }
    sup:expect_stats({ last_replacement_skipped_reason = "restart_limit_exceeded" }, "RESTART-03")
    sup:health {}:expect_error("shutdown_in_progress", { operation = "worker_request" })
    sup:expect_status("exited")
    sup:expect_reaped()
  end,
}
