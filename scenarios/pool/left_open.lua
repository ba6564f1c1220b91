return scenario {
  summary = "a pool that nobody closes leaves no process when its owner ends",
  clauses = { "POOL-10" },
  profile = "pool",
  defects = { 8 },
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    pool:lease("A"):json_command():ok()
    pool:lease("B"):release():ok()
    pool:expect_spawned(2)
  end,
}
