return scenario {
  summary = "the check finds metadata that is not as expected",
  clauses = { "CAP-04", "CAP-02" },
  profile = "session",
  spawn = false,

  drive = function(sup)
    local findings = sup:check_capability { metadata = {
      export = "meta", request = { wanted = 1 },
      expected = { commands = json.array {}, capabilities = json.array {}, lean_version = "1", extra = json.null },
    } }:ok().findings
    check.truth(#findings >= 1, "there is a finding")
    check.equal(findings[1].code, "lean_rs.worker.bootstrap.metadata_mismatch")
    check.equal(sup:child(0):state(), "reaped")
  end,
}
