return scenario {
  summary = "a worker counts against the budget once, however many leases it has",
  clauses = { "POOL-03" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:rss(100000)
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 4, max_total_rss_kib = 250000 }
    for _ = 1, 3 do pool:lease("A") end
    pool:acquire("B"):ok()
    pool:expect_spawned(2)
    pool:expect_snapshot({ memory_budget_rejections = 0, workers = 2 }, "POOL-03")
  end,
}
