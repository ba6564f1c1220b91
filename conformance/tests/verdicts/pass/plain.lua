return scenario {
  summary = "a child that serves well passes",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  drive = function(sup)
    sup:health {}:ok()
    sup:expect_received(0, { "health" })
    sup:expect_stats { requests = 1, exits = check.at_most(0), restarts = check.at_least(0), last_restart_reason = check.null }
    sup:shutdown {}:ok()
    sup:expect_gone()
  end,
}
