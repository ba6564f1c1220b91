return scenario {
  summary = "a worker that is at its memory ceiling and past its idle limit is replaced once, for its memory",
  clauses = { "POOL-02", "POOL-06" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },
  timeout_ms = 20000,

  child = function(worker)
    -- the second worker takes its time to start: the first one is idle meanwhile
    if worker.generation == 1 then worker:wait(2200) end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, max_worker_rss_kib = 1, idle_cycle_after_ms = 2000 }
    pool:lease("A")
    pool:lease("B")
    pool:acquire("A"):expect_ok { worker_generation = 1 }
    pool:expect_snapshot({ rss_restarts = 1, idle_restarts = 0, policy_restarts = 1, last_restart_reason = "rss_ceiling" }, "POOL-02")
  end,
}
