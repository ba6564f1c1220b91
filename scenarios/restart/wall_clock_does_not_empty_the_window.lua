return scenario {
  summary = "a wall clock that jumps ahead neither empties the restart window nor makes an idle child old",
  clauses = { "TIMEOUT-05", "RESTART-04", "POLICY-04", "RESTART-09" },
  profile = "supervisor",
  config = {
    restart_limit = { max = 1, window_ms = 600000 }, policy = { idle_restart_after_ms = 600000 }, request_timeout_ms = 60000,
    startup_timeout_ms = 60000, shutdown_timeout_ms = 60000,
  },
  time = { step_wall = true },
  tags = { "restart-storm" },
  defects = { 26 },

  drive = function(sup)
    sup:health {}:ok()
    sup:step_wall(7200)
    sup:health {}:ok()
    sup:expect_stats({ idle_restarts = 0, restarts = 0 }, "POLICY-04")
    sup:cycle():ok()
    sup:step_wall(7200)
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 1 }, "RESTART-04")
    sup:expect_reaped("RESTART-09")
  end,
}
