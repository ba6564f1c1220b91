return scenario {
  summary = "a library that is not declared is refused, also where others are",
  clauses = { "PLAN-03" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    sup:plan({ "A" }, {}):expect_error("unresolved_capability_target", { target = "Library" })
    sup:plan({ "A", { module = "B", lib_name = "Other" } }, { "Library" }):expect_error("unresolved_capability_target", { target = "Other" })
    sup:plan({ "A" }, { "library", "Library2", "Lib" }):expect_error("unresolved_capability_target", { target = "Library" })
  end,
}
