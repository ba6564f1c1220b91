return scenario {
  summary = "a plan starts no worker",
  clauses = { "PLAN-03" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    sup:plan { "A", "B" }:ok()
    sup:expect_spawned(0)
  end,
}
