return scenario {
  summary = "check_capability answers findings: none where all is well, a code where it is not, and leaves no process",
  clauses = { "CAP-04" },
  profile = "session",
  spawn = false,
  drive = function(sup)
    local findings = sup:check_capability():ok().findings
    check.truth(type(findings) == "table" and #findings == 0, "`findings` is [] where all is well")
    local folder = sup:executable():match("^(.*)/[^/]*$")
    findings = sup:check_capability { config = { child = { name = "nobody", executable_dir = folder } } }:ok().findings
    check.truth(#findings > 0, "`findings` tells that there is no child")
    check.equal(findings[1].code, "lean_rs.worker.bootstrap.child_unresolved")
    check.truth(type(findings[1].severity) == "string", "a finding has `severity`")
    check.truth(type(findings[1].message) == "string", "… and `message`")
    sup:expect_gone()
  end,
}
