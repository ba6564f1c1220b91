return scenario {
  summary = "a new key that is over the budget is refused for that, also where the pool has a queue",
  clauses = { "POOL-03", "POOL-07" },
  profile = "pool",
  spawn = false,
  needs = { "rss", "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:rss(150000)
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 4, queue_wait_ms = 1000, max_total_rss_kib = 120000 }
    pool:lease("A")
    pool:acquire("B"):expect_error("worker_pool_memory_budget_exceeded", { limit_kib = 120000 })
    pool:expect_snapshot({ queue_timeouts = 0, memory_budget_rejections = 1 }, "POOL-03")
    pool:expect_spawned(1)
  end,
}
