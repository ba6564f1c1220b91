return scenario {
  summary = "acquires whose replacement or reopening failed hold no lease: once the others are given back the worker is warm",
  clauses = { "LEASE-02", "POOL-02", "POOL-05" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    -- the first replacement and the first reopening fail
    if worker.generation == 1 or worker.generation == 2 then worker:exit(5) end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 1 }
    local first = pool:lease("A")
    local start = sup:clock()
    repeat sup:cancel("of nobody") until sup:clock() - start > 20 -- the idle limit passes
    for spawned = 2, 3 do
      check.truth(pool:acquire("A"):outcome().error, "the acquire fails", "POOL-02")
      pool:expect_spawned(spawned)
    end
    first:release():ok()
    pool:expect_snapshot({ active_workers = 0 }, "LEASE-02")
    local second = pool:lease("A")
    pool:expect_snapshot { workers = 1, active_workers = 1, warm_leases = 0 }
    second:release():ok()
    pool:expect_snapshot({ workers = 1, active_workers = 0, warm_leases = 1 }, "LEASE-02")
  end,
}
