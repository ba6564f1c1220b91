return scenario {
  summary = "a worker that nobody leases counts against the budget like any other",
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
    local pool = sup:pool { max_workers = 4, max_total_rss_kib = 120000 }
    pool:lease("A"):release():ok()
    pool:acquire("B"):expect_error("worker_pool_memory_budget_exceeded", { limit_kib = 120000, current_kib = check.at_least(120000) })
    pool:expect_spawned(1)
  end,
}
