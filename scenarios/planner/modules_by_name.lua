return scenario {
  summary = "the modules of a batch are sorted bytewise by name: capitals before `_` before small letters, a name before those it begins, digits one by one",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    sup:plan { "b", "A.B", "a", "Z", "_", "A", "A.B.C", "A'", "A0", "A2", "A10", "A_" }
      :expect_batches { { "A", "A'", "A.B", "A.B.C", "A0", "A10", "A2", "A_", "Z", "_", "a", "b" } }
  end,
}
