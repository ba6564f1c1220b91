return scenario {
  summary = "a pool that is closed while a worker is being opened leaves no process, and the acquire has an outcome",
  clauses = { "POOL-10" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("being opened")
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local acquire = pool:acquire("A")
    pool:at("being opened")
    local close = pool:close()
    pool:let("being opened")
    acquire:outcome()
    close:ok()
    pool:expect_gone()
    pool:expect_spawned(1)
  end,
}
