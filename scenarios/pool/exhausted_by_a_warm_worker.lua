return scenario {
  summary = "without a queue a warm worker of another key takes up its place like a leased one",
  clauses = { "POOL-03", "POOL-04" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):release():ok()
    pool:acquire("B"):expect_error("worker_pool_exhausted", { max_workers = 1 })
    pool:expect_spawned(1)
    pool:lease("A"):json_command():ok()
    pool:expect_spawned(1)
  end,
}
