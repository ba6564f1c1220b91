return scenario {
  summary = "where an opening that two acquires wait for fails, both have an outcome, nothing is left of it, and the key recovers",
  clauses = { "POOL-11", "POOL-03" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:meet("being opened")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local one = pool:acquire("A")
    pool:at("being opened")
    local two = pool:acquire("A")
    for _ = 1, 20 do
      sup:cancel("of nobody") -- only so that the second acquire has come
    end
    pool:let("being opened")
    one:expect_error("child_panic_or_abort", nil, "POOL-03")
    two:outcome()
    pool:lease("A"):json_command():ok()
    pool:child(0):expect_exit()
    check.equal(pool:child(0):state(), "reaped")
    pool:expect_spawned(2)
    pool:expect_snapshot({ workers = 1 }, "POOL-03")
  end,
}
