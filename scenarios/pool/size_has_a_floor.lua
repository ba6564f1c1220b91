return scenario {
  summary = "a pool of 0 workers is a pool of 1",
  clauses = { "POOL-08" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 0 }
    pool:lease("A"):json_command():ok()
    pool:acquire("B"):expect_error("worker_pool_exhausted", { max_workers = 1 })
    pool:expect_snapshot({ max_workers = 1 }, "POOL-08")
  end,
}
