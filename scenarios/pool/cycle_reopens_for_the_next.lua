return scenario {
  summary = "a cycle through a lease leaves a warm worker of the next generation for the next lease",
  clauses = { "LEASE-04", "POOL-02", "POOL-05" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:cycle():ok()
    lease:release():ok()
    pool:expect_spawned(2)
    local next_lease = pool:acquire("A")
    next_lease:expect_ok({ worker_generation = 1 }, "POOL-02")
    next_lease.lease:json_command():ok()
    pool:expect_spawned(2)
    pool:expect_snapshot { explicit_cycles = 1, worker_restarts = 1 }
  end,
}
