return scenario {
  summary = "a pool that is full and over its budget says that it is full",
  clauses = { "POOL-03", "POOL-04" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, max_total_rss_kib = 1 }
    pool:lease("A")
    pool:acquire("B"):expect_error("worker_pool_exhausted", { max_workers = 1 })
    pool:expect_snapshot({ memory_budget_rejections = 0 }, "POOL-03")
  end,
}
