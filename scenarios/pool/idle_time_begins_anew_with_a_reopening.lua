return scenario {
  summary = "a worker that was just reopened has just been asked: the lease on it works, however long its key was idle",
  clauses = { "POOL-02", "LEASE-01" },
  profile = "pool",
  spawn = false,
  timeout_ms = 20000,

  child = function(worker)
    -- the second worker takes its time to start: the first one is idle meanwhile
    if worker.generation == 1 then worker:wait(2200) end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, idle_cycle_after_ms = 2000 }
    pool:lease("A"):release():ok()
    pool:child(0):signal("KILL")
    pool:child(0):expect_exit()
    pool:lease("B")
    local start = sup:clock()
    local lease = pool:lease("A")
    local outcome = lease:json_command():outcome()
    if outcome.error and sup:clock() - start >= 1500 then
      check.inconclusive("the machine let the idle limit pass between the acquire and the command")
    end
    check.truth(outcome.ok, "the command on the fresh child is run")
  end,
}
