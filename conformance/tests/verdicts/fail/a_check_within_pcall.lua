return scenario {
  summary = "a failed check fails, whoever catches its error",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  drive = function(sup)
    pcall(function() check.equal(sup:metadata().protocol_version, 11) end)
  end,
}
