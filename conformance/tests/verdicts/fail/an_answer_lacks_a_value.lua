return scenario {
  summary = "an answer without the value that the scenario reads fails",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  drive = function(sup)
    return sup:metadata().nothing.there
  end,
}
