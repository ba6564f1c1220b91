return scenario {
  summary = "an abort that may not be absorbed because the restart window is full is restart_limit_exceeded",
  clauses = { "REQ-09", "RESTART-04", "RESTART-09" },
  profile = "supervisor",
  config = { restart_limit = { max = 1, window_ms = 60000 } },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:expect("verify_declaration")
    worker:abort()
  end,

  drive = function(sup)
    local body = { request = { name = "n" }, targets = { "n" } }
    check.equal(sup:request("verify_declaration", body):ok().degraded, true)
    sup:request("verify_declaration", body):expect_error("restart_limit_exceeded", { restarts = 1, window_ms = 60000 })
    sup:health {}:expect_error("shutdown_in_progress")
    sup:expect_stats { restarts = 1, exits = 2, replacement_budget_skipped = 1 }
    sup:expect_reaped()
  end,
}
