return scenario {
  summary = "cycle replaces the child",
  clauses = { "RESTART-01" },
  profile = "supervisor",
  drive = function(sup)
    sup:cycle():ok()
    sup:expect_spawned(2)
    sup:health {}:ok()
    sup:expect_received(1, { "health" })
  end,
}
