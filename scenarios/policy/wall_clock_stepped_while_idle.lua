return scenario {
  summary = "idle time is not measured on the wall clock: stepping it forward or back makes no child idle",
  clauses = { "TIMEOUT-05", "POLICY-04" },
  profile = "supervisor",
  config = { policy = { idle_restart_after_ms = 600000 } },
  time = { step_wall = true },
  defects = { 26 },

  drive = function(sup)
    sup:health {}:ok()
    sup:step_wall(7200)
    sup:health {}:ok()
    sup:step_wall(-14400)
    sup:health {}:ok()
    sup:expect_stats({ requests = 3, idle_restarts = 0, restarts = 0 }, "TIMEOUT-05")
    sup:expect_spawned(1)
  end,
}
