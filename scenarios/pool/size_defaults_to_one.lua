return scenario {
  summary = "a pool that is not told its size has room for one worker, and no queue",
  clauses = { "POOL-08", "POOL-04" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool {}
    pool:lease("A")
    local acquire = pool:acquire("B")
    acquire:expect_error("worker_pool_exhausted", { max_workers = 1 })
    acquire:within(2000, "POOL-04")
  end,
}
