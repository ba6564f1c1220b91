return scenario {
  summary = "a replacement by the pool's policy that the restart limit refuses is none: nothing counts it",
  clauses = { "POOL-06", "RESTART-04" },
  profile = "pool",
  spawn = false,
  config = { restart_limit = { max = 1, window_ms = 600000 } },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 1 }
    local function idle() -- until the limit has passed
      local start = sup:clock()
      repeat sup:cancel("of nobody") until sup:clock() - start > 2
    end
    pool:lease("A")
    idle()
    pool:acquire("A"):expect_ok { worker_generation = 1 }
    pool:expect_snapshot { policy_restarts = 1, idle_restarts = 1, worker_restarts = 1 }
    idle()
    pool:acquire("A"):expect_error("restart_limit_exceeded", { restarts = 1 }, "RESTART-04")
    pool:expect_reaped()
    pool:expect_spawned(2)
    -- the worker itself may be gone by now, and its counters with it
    pool:expect_snapshot { policy_restarts = 1, idle_restarts = check.at_most(1), worker_restarts = check.at_most(1) }
  end,
}
