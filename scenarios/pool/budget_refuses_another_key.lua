return scenario {
  summary = "where the workers' memory is at the budget a new key is refused with both figures and the facts, and starts nothing",
  clauses = { "POOL-03", "POOL-07" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 4, max_total_rss_kib = 1, max_worker_rss_kib = 1 << 30 }
    pool:lease("A")
    local e = pool:acquire("B"):expect_error("worker_pool_memory_budget_exceeded", { limit_kib = 1, current_kib = check.at_least(1) })
    check.truth(type(e.resource) == "table", "the refusal carries resource facts", "POOL-07")
    check.equal(e.resource.cause, "worker_pool_total_rss_budget", "POOL-07")
    check.equal(e.resource.operation, "worker_pool_acquire_lease", "POOL-07")
    check.equal(e.resource.work_entered_child, false, "POOL-07")
    pool:expect_spawned(1)
    pool:expect_snapshot({ memory_budget_rejections = 1, workers = 1, queue_timeouts = 0 }, "POOL-03")
    pool:acquire("B"):expect_error("worker_pool_memory_budget_exceeded")
    pool:expect_snapshot({ memory_budget_rejections = 2 }, "POOL-03")
  end,
}
