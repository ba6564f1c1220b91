return scenario {
  summary = "where an acquire has an idle worker replaced, the leases that were held on it are invalid and run nothing",
  clauses = { "LEASE-04", "LEASE-03", "POOL-02" },
  profile = "pool",
  spawn = false,
  timeout_ms = 20000,

  child = function(worker)
    -- the second worker takes its time to start: the first one is idle meanwhile
    if worker.generation == 1 then worker:wait(2200) end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, idle_cycle_after_ms = 2000 }
    local old = pool:lease("A")
    pool:lease("B")
    pool:acquire("A"):expect_ok({ worker_generation = 1 }, "POOL-02")
    old:expect_invalid()
    old:json_command():expect_error("lease_invalidated")
  end,
}
