return scenario {
  summary = "a failed check fails",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  drive = function(sup)
    check.equal(sup:metadata().protocol_version, 11)
  end,
}
