return scenario {
  summary = "after a cycle whose new child did not start the next acquire of the key gets a working worker",
  clauses = { "POOL-11", "FIX-20" },
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
    check.equal(lease:status().valid, false, "FIX-20")
    pool:expect_reaped()
    pool:lease("A"):json_command():ok()
    pool:expect_spawned(3)
  end,
}
