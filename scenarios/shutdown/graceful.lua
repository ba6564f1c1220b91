return scenario {
  summary = "a child that says terminating and leaves is a graceful shutdown, not a kill, and terminate is no request",
  clauses = { "SHUT-01", "SHUT-05", "STATS-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 5000 },

  drive = function(sup)
    sup:health {}:ok()
    local report = sup:shutdown {}:expect_ok { outcome = "graceful", graceful_timeout_ms = 5000, kill_elapsed_ms = check.null }
    check.equal(report.exit.success, true, "EXIT-01")
    check.equal(report.exit.code, 0, "EXIT-01")
    check.at_most(report.wait_elapsed_ms, report.elapsed_ms)
    sup:expect_received(0, { "health", "terminate" })
    sup:expect_gone()
    sup:expect_stats { requests = 1, exits = 1, restarts = 0 }
    sup:expect_status("exited")
    sup:expect_spawned(1)
  end,
}
