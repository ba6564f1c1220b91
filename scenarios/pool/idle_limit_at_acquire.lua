return scenario {
  summary = "a worker that was idle for the limit is replaced when its key is acquired, and the lease is granted",
  clauses = { "POOL-02", "POOL-06" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 1 }
    pool:acquire("A"):expect_ok { worker_generation = 0 }
    local start = sup:clock()
    repeat sup:cancel("of nobody") until sup:clock() - start > 20 -- the idle limit passes
    pool:acquire("A"):expect_ok { worker_generation = 1 }
    pool:expect_snapshot({
      policy_restarts = 1, idle_restarts = 1, rss_restarts = 0, worker_restarts = 1, last_restart_reason = "idle",
    }, "POOL-06")
    pool:expect_spawned(2)
  end,
}
