return scenario {
  summary = "an acquire of a key whose worker is just being opened gets that worker, where there is room for another too",
  clauses = { "POOL-01", "POOL-08" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    if worker.generation == 0 then
      worker:meet("being opened")
    end
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local one = pool:acquire("A")
    pool:at("being opened")
    local two = pool:acquire("A")
    for _ = 1, 20 do
      sup:cancel("of nobody") -- only so that the second acquire has come
    end
    pool:let("being opened")
    one:ok()
    two:ok()
    one.lease:json_command():ok()
    two.lease:json_command():ok()
    pool:expect_spawned(1)
    pool:expect_snapshot({ workers = 1, active_workers = 1 }, "POOL-01")
  end,
}
