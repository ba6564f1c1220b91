return scenario {
  summary = "a replacement by the pool's policy that fails is a typed refusal, and the next acquire recovers",
  clauses = { "POOL-11" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    if worker.generation == 1 then worker:exit(5) end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, max_worker_rss_kib = 1 }
    pool:lease("A")
    local e = pool:acquire("A"):outcome().error
    check.truth(e and e.kind, "the refusal has a kind")
    pool:expect_reaped()
    pool:acquire("A"):ok()
    pool:expect_spawned(3)
  end,
}
