return scenario {
  summary = "an exhausted supervisor can be shut down and dropped, and holds nothing",
  clauses = { "RESTART-09", "SHUT-03", "SHUT-05" },
  profile = "supervisor",
  config = { restart_limit = { max = 1, window_ms = 60000 } },
  tags = { "restart-storm" },

  drive = function(sup)
    sup:cycle():ok()
    sup:cycle():expect_error("restart_limit_exceeded")
    sup:expect_reaped("RESTART-09")
    sup:shutdown { mode = "immediate" }:expect_ok { outcome = "already_exited" }
    sup:shutdown {}:expect_ok { outcome = "already_exited" }
    sup:drop():ok()
    sup:expect_gone()
  end,
}
