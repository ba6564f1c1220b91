return scenario {
  summary = "a child that aborts in every command is reopened as often as the restart limit allows, and then refused",
  clauses = { "POOL-09", "FIX-18", "RESTART-04" },
  profile = "pool",
  defects = { 9 },
  spawn = false,
  config = { restart_limit = { max = 3, window_ms = 600000 } },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child) child:abort() end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    for round = 0, 3 do
      local acquire = pool:acquire("A")
      acquire:expect_ok { worker_generation = round }
      pool:expect_snapshot({ worker_restarts = round }, "FIX-18")
      acquire.lease:json_command():expect_error("child_panic_or_abort")
      acquire.lease:release():ok()
    end
    for _ = 1, 2 do
      pool:acquire("A"):expect_error("restart_limit_exceeded", { restarts = 3, window_ms = 600000 })
      pool:expect_spawned(4)
      pool:expect_reaped()
    end
    pool:expect_snapshot { active_workers = 0 }
  end,
}
