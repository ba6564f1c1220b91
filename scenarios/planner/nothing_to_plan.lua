return scenario {
  summary = "no modules give no batches",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    sup:plan({}, {}):expect_batches {}
  end,
}
