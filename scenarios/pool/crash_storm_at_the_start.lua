return scenario {
  summary = "reopenings that die at their start count in the same window: the storm ends with the restart limit",
  clauses = { "POOL-09" },
  profile = "pool",
  defects = { 9 },
  spawn = false,
  config = { restart_limit = { max = 2, window_ms = 600000 } },
  tags = { "restart-storm" },

  child = function(worker)
    if worker.generation > 0 then worker:exit(8) end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):release():ok()
    pool:child(0):signal("KILL")
    pool:child(0):expect_exit()
    for _ = 1, 2 do
      local outcome = pool:acquire("A"):outcome()
      check.truth(outcome.error and outcome.error.kind ~= "restart_limit_exceeded", "the reopening is tried, and fails")
    end
    pool:acquire("A"):expect_error("restart_limit_exceeded", { restarts = 2 })
    pool:expect_spawned(3)
    pool:expect_reaped()
  end,
}
