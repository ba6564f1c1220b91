return scenario {
  summary = "acquires of three keys at once in a pool of two: one is refused, and two children are started",
  clauses = { "POOL-08", "POOL-04" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("born")
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local first = pool:acquire("A")
    pool:at("born")
    local second = pool:acquire("B")
    pool:let("born")
    pool:at("born")
    local third = pool:acquire("C")
    for _ = 1, 20 do
      sup:cancel("of nobody") -- only so that the third acquire has come
    end
    pool:let("born")
    first:ok()
    second:ok()
    pool:expect_spawned(2)
    third:expect_error("worker_pool_exhausted", { max_workers = 2 })
    pool:expect_spawned(2)
    pool:expect_snapshot({ workers = 2 }, "POOL-08")
  end,
}
