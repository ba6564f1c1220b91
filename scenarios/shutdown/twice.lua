return scenario {
  summary = "a second shutdown finds the child gone, with the exit of the first, and counts no second exit",
  clauses = { "SHUT-01", "STATE-01" },
  profile = "supervisor",

  drive = function(sup)
    sup:shutdown {}:expect_ok { outcome = "graceful" }
    local report = sup:shutdown {}:expect_ok { outcome = "already_exited" }
    check.equal(report.exit.code, 0)
    sup:shutdown { mode = "immediate" }:expect_ok { outcome = "already_exited" }
    sup:expect_stats { exits = 1 }
    sup:expect_received(0, { "terminate" })
    sup:expect_gone()
  end,
}
