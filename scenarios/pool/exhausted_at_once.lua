return scenario {
  summary = "a full pool without a queue refuses another key at once, with its size and the facts, and starts nothing",
  clauses = { "POOL-04", "POOL-07" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local one = pool:lease("A")
    pool:lease("B")
    local acquire = pool:acquire("C")
    local e = acquire:expect_error("worker_pool_exhausted", { max_workers = 2 })
    acquire:within(1000)
    check.truth(type(e.resource) == "table", "the refusal carries resource facts", "POOL-07")
    check.equal(e.resource.cause, "worker_pool_max_workers", "POOL-07")
    check.equal(e.resource.operation, "worker_pool_acquire_lease", "POOL-07")
    check.equal(e.resource.work_entered_child, false, "POOL-07")
    pool:expect_spawned(2)
    pool:expect_snapshot({ workers = 2, active_workers = 2, queue_timeouts = 0 }, "POOL-04")
    pool:lease("A"):json_command():ok()
    one:json_command():ok()
  end,
}
