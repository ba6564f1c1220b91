return scenario {
  summary = "a worker that was replaced for its idle time is not idle again at once: the lease that was granted works",
  clauses = { "POOL-06" },
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
    pool:lease("A")
    pool:lease("B")
    local start = sup:clock()
    local acquire = pool:acquire("A")
    acquire:expect_ok { worker_generation = 1 }
    local outcome = acquire.lease:json_command():outcome()
    if outcome.error and sup:clock() - start >= 1500 then
      check.inconclusive("the machine let the idle limit pass between the acquire and the command")
    end
    check.truth(outcome.ok, "the command on the fresh child is run")
    pool:expect_snapshot { policy_restarts = 1, idle_restarts = 1 }
  end,
}
