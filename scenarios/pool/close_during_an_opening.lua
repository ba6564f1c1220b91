return scenario {
  summary = "a pool that is closed while a worker is being opened leaves no process by its answer, and the acquire has an outcome",
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
    for _ = 1, 20 do
      sup:cancel("of nobody") -- only so that the close has begun
    end
    if close:pending() then
      pool:let("being opened")
    else
      pool:expect_gone() -- whoever has answered by now has ended what was being opened
    end
    acquire:outcome()
    close:ok()
    pool:expect_gone()
    pool:expect_spawned(1)
  end,
}
