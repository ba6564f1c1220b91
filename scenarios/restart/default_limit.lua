return scenario {
  summary = "by default sixteen restarts pass within sixty seconds and the seventeenth is refused",
  clauses = { "DEFAULT-01", "RESTART-04" },
  profile = "supervisor",
  tags = { "restart-storm" },
  defects = { 9 },

  drive = function(sup)
    for _ = 1, 16 do
      sup:cycle():ok()
    end
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 16, window_ms = 60000 })
    sup:expect_stats { restarts = 16, replacement_attempts = 17, replacement_budget_skipped = 1 }
    sup:expect_spawned(17)
    sup:expect_reaped()
  end,
}
