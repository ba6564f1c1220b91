return scenario {
  summary = "imports are compared element by element, not as one text",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    sup:plan { { module = "A", imports = { "AB", "C" } }, { module = "B", imports = { "A", "BC" } }, { module = "C", imports = { "ABC" } } }
      :expect_batches { { "B" }, { "A" }, { "C" } }
  end,
}
