return scenario {
  summary = "the order of imports is part of the key",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    local batches = sup:plan { { module = "A", imports = { "Std", "Init" } }, { module = "B", imports = { "Init", "Std" } },
      { module = "C", imports = { "Init", "Std" } } }:expect_batches { { "B", "C" }, { "A" } }
    check.equal(batches[1].imports, { "Init", "Std" })
    check.equal(batches[2].imports, { "Std", "Init" })
  end,
}
