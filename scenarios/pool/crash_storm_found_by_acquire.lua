return scenario {
  summary = "children that die while idle, each time before the next acquire, meet the restart limit as well",
  clauses = { "POOL-09", "POOL-02" },
  profile = "pool",
  spawn = false,
  config = { restart_limit = { max = 2, window_ms = 600000 } },
  tags = { "restart-storm" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    for round = 0, 2 do
      pool:acquire("A"):expect_ok({ worker_generation = round }, "POOL-02")
      pool:child(round):signal("KILL")
      pool:child(round):expect_exit()
    end
    pool:acquire("A"):expect_error("restart_limit_exceeded")
    pool:expect_spawned(3)
    pool:expect_reaped()
  end,
}
