return scenario {
  summary = "the check of a capability that opens finds nothing, never asks the doctor, and leaves no process",
  clauses = { "CAP-04", "CAP-03", "CAP-01" },
  profile = "session",
  spawn = false,

  drive = function(sup)
    check.equal(sup:check_capability():ok().findings, json.array {})
    sup:expect_spawned(1)
    sup:expect_gone("CAP-01")
    sup:expect_received(0, { "health", "open_host_session", "terminate" }, "CAP-03")
  end,
}
