return scenario {
  summary = "a replacement within a call and a reopening by acquire fill the same window",
  clauses = { "POOL-09", "FIX-18" },
  profile = "pool",
  spawn = false,
  config = { restart_limit = { max = 2, window_ms = 600000 } },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):cycle():ok()
    pool:child(1):signal("KILL")
    pool:child(1):expect_exit()
    pool:acquire("A"):expect_ok { worker_generation = 2 }
    pool:child(2):signal("KILL")
    pool:child(2):expect_exit()
    pool:acquire("A"):expect_error("restart_limit_exceeded", { restarts = 2 })
    pool:expect_spawned(3)
  end,
}
