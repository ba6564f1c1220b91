return scenario {
  summary = "an acquire that waits in vain is refused after its whole wait, not before, and counted",
  clauses = { "POOL-04", "POOL-07" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 400 }
    local lease = pool:lease("A")
    local acquire = pool:acquire("B")
    local e = acquire:expect_error("worker_pool_queue_timeout", { waited_ms = check.at_least(399) })
    acquire:not_before(400)
    acquire:within(3000)
    check.truth(type(e.resource) == "table", "the refusal carries resource facts", "POOL-07")
    check.equal(e.resource.cause, "worker_pool_queue_timeout", "POOL-07")
    check.equal(e.resource.operation, "worker_pool_acquire_lease", "POOL-07")
    check.equal(e.resource.work_entered_child, false, "POOL-07")
    pool:expect_snapshot({ queue_timeouts = 1, queue_depth = 0, memory_budget_rejections = 0 }, "POOL-04")
    pool:expect_spawned(1)
    lease:json_command():ok()
  end,
}
