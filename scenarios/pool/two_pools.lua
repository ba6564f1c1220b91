return scenario {
  summary = "two pools know nothing of each other's workers",
  clauses = { "POOL-01", "POOL-10" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local one = sup:pool { name = "one" }
    local two = sup:pool { name = "two" }
    one:lease("A")
    two:lease("A"):json_command():ok()
    one:expect_spawned(1)
    two:expect_spawned(1)
    one:close():ok()
    one:expect_gone("POOL-10")
    two:lease("A"):json_command():ok()
    two:expect_snapshot({ workers = 1 }, "POOL-01")
  end,
}
