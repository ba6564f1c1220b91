return scenario {
  summary = "plan answers batches in order, and names what it cannot plan",
  clauses = { "PLAN-01", "PLAN-02", "PLAN-03" },
  profile = "planner",
  spawn = false,
  drive = function(sup)
    local batches = sup:plan { "B", "A", { module = "C", imports = { "Init", "Std" } } }:expect_batches { { "A", "B" }, { "C" } }
    check.truth(batches[1].lib_name == "Library" and type(batches[1].imports) == "table", "a batch has the fields of its key")
    sup:plan { "A..B" }:expect_error("invalid_module_name", { module = "A..B" })
    sup:plan({ "A" }, {}):expect_error("unresolved_capability_target", { target = "Library" })
  end,
}
