return scenario {
  summary = "below the budget new keys are admitted, up to max_workers",
  clauses = { "POOL-03" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 3, max_total_rss_kib = 8000000 }
    for _, key in ipairs { "A", "B", "C" } do pool:lease(key) end
    pool:expect_snapshot({ workers = 3, memory_budget_rejections = 0, total_child_rss_kib = check.at_least(3) }, "POOL-03")
    pool:acquire("D"):expect_error("worker_pool_exhausted", { max_workers = 3 })
  end,
}
