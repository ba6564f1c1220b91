return scenario {
  summary = "a module that is given twice is planned once",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    sup:plan { "A", "B", "A" }:expect_batches { { "A", "B" } }
  end,
}
