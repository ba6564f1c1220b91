return scenario {
  summary = "a cycle asks the child to leave, reaps it and starts the next generation, and every count says so",
  clauses = { "RESTART-01", "RESTART-02", "STATS-01", "STATS-02" },
  profile = "supervisor",

  drive = function(sup)
    sup:health {}:ok()
    sup:cycle():ok()
    sup:expect_received(0, { "health", "terminate" })
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_stats {
      requests = 1, exits = 1, restarts = 1, explicit_cycles = 1, timeout_restarts = 0, cancelled_restarts = 0,
      replacement_attempts = 1, replacement_successes = 1, replacement_failures = 0, replacement_budget_admitted = 1,
      replacement_budget_skipped = 0, last_restart_reason = "explicit", last_replacement_skipped_reason = check.null,
    }
    local snapshot = sup:expect_snapshot { worker_generation = 1, restarts = 1, exits = 1, last_restart_reason = "explicit" }
    sup:expect_status("running")
    sup:health {}:ok()
    sup:expect_received(1, { "health" })
    sup:expect_spawned(2)
    sup:shutdown {}:ok()
    sup:expect_gone()
  end,
}
