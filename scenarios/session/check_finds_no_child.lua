return scenario {
  summary = "the check finds that there is no child, or none that can run, and starts nothing",
  clauses = { "CAP-04", "CHILD-01" },
  profile = "session",
  spawn = false,

  drive = function(sup)
    local folder = sup:executable():match("^(.*)/[^/]*$")
    local findings = sup:check_capability { config = { child = { name = "no-such-child", executable_dir = folder } } }:ok().findings
    check.truth(#findings >= 1, "there is a finding")
    check.equal(findings[1].code, "lean_rs.worker.bootstrap.child_unresolved")
    findings = sup:check_capability { config = { child = { name = "run.json", executable_dir = folder } } }:ok().findings
    check.truth(#findings >= 1, "there is a finding")
    check.equal(findings[1].code, "lean_rs.worker.bootstrap.child_not_executable")
    sup:expect_spawned(0)
  end,
}
