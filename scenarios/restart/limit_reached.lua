return scenario {
  summary = "with a limit of three, three restarts pass within the window and the fourth is refused",
  clauses = { "RESTART-04", "RESTART-09", "RESTART-03", "STATS-01" },
  profile = "supervisor",
  config = { restart_limit = { max = 3, window_ms = 60000 } },
  tags = { "restart-storm" },
  defects = { 9 },

  drive = function(sup)
    for _ = 1, 3 do
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 3, window_ms = 60000 })
    check.equal(sup:child(3):state(), "reaped", "RESTART-09")
    sup:expect_stats {
      restarts = 3, explicit_cycles = 3, exits = 4, replacement_attempts = 4, replacement_successes = 3, replacement_failures = 1,
      replacement_budget_admitted = 3, replacement_budget_skipped = 1, last_replacement_skipped_reason = "restart_limit_exceeded",
    }
    sup:expect_snapshot { worker_generation = 3, restarts = 3, exits = 4 }
    sup:expect_spawned(4)
    sup:drop():ok()
    sup:expect_gone()
  end,
}
