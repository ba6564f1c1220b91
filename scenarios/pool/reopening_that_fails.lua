return scenario {
  summary = "a reopening that fails is refused with its own error, leaves no process, and the key recovers with the next one",
  clauses = { "POOL-02", "POOL-11" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    if worker.generation == 1 then worker:exit(9) end
    worker:handshake()
    if worker.generation == 2 then
      worker:serve { on = { health = function(child) child:error("app.sick", "sick") end } }
    end
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):release():ok()
    pool:child(0):signal("KILL")
    pool:child(0):expect_exit()
    for spawned = 2, 3 do
      check.truth(pool:acquire("A"):outcome().error, "the reopening fails")
      pool:expect_spawned(spawned)
      pool:expect_reaped()
    end
    pool:lease("A"):json_command():ok("POOL-11")
  end,
}
