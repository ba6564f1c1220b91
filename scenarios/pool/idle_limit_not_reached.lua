return scenario {
  summary = "a worker that was idle for less than the limit is kept",
  clauses = { "POOL-02", "POOL-06" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 60000 }
    local lease = pool:lease("A")
    pool:lease("A")
    lease:json_command():ok()
    pool:expect_spawned(1)
    pool:expect_snapshot { policy_restarts = 0, idle_restarts = 0 }
  end,
}
