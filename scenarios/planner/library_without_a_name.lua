return scenario {
  summary = "a library name that is empty is not declared, unless somebody declares it",
  clauses = { "PLAN-03" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    sup:plan({ "A", { module = "B", lib_name = "" } }, { "Library" }):expect_error("unresolved_capability_target", { target = "" })
    sup:plan({ "A" }, {}):expect_error("unresolved_capability_target", { target = "Library" })
  end,
}
