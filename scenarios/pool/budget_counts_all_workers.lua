return scenario {
  summary = "the budget is about the sum: two workers below it each are over it together",
  clauses = { "POOL-03" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:rss(150000)
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 4, max_total_rss_kib = 280000 }
    pool:lease("A")
    pool:lease("B")
    pool:acquire("C"):expect_error("worker_pool_memory_budget_exceeded", { limit_kib = 280000, current_kib = check.at_least(280000) })
    pool:expect_spawned(2)
  end,
}
