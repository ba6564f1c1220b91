return scenario {
  summary = "a cycle that ended the child and started none leaves the lease invalid: there is no child that it could be valid for",
  clauses = { "FIX-20", "LEASE-03" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    if worker.generation == 1 then worker:exit(5) end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    check.truth(lease:cycle():outcome().error, "the cycle fails")
    lease:expect_invalid()
    pool:expect_spawned(2)
  end,
}
