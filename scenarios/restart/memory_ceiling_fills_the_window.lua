return scenario {
  summary = "a replacement for the memory ceiling enters the window and names its cause; the next one is refused",
  clauses = { "RESTART-04", "RESTART-07", "REQ-04" },
  profile = "supervisor",
  needs = { "rss" },
  config = { restart_limit = { max = 1, window_ms = 600000 }, policy = { max_rss_kib = 1 } },

  drive = function(sup)
    sup:health {}:ok()
    local stats = sup:stats()
    check.truth(type(stats.last_replacement) == "table", "the replacement is reported", "RESTART-07")
    check.equal(stats.last_replacement.replacement_reason, "rss_ceiling", "RESTART-07")
    sup:expect_stats { restarts = 1, rss_restarts = 1, last_restart_reason = "rss_ceiling" }
    sup:health {}:expect_error("restart_limit_exceeded", { restarts = 1, window_ms = 600000 })
    sup:health {}:expect_error("shutdown_in_progress", { operation = "worker_request" }, "REQ-04")
    sup:cycle():expect_error("restart_limit_exceeded")
    sup:expect_reaped()
  end,
}
