return scenario {
  summary = "restarts leave the window by age: after it has passed as many pass again",
  clauses = { "RESTART-04" },
  profile = "supervisor",
  -- a virtual second is 17 ms: the other limits are far away, so that only the window counts
  config = { restart_limit = { max = 2, window_ms = 60000 }, startup_timeout_ms = 600000, shutdown_timeout_ms = 600000, request_timeout_ms = 3600000 },
  time = { speed = 60 },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 2 then
      worker:wait(1100)
      worker:mark("a window later")
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:cycle():ok()
    sup:cycle():ok()
    sup:expect_mark("a window later")
    sup:cycle():ok()
    sup:cycle():ok()
    sup:health {}:ok()
    sup:expect_stats { restarts = 4, explicit_cycles = 4, replacement_budget_skipped = 0 }
    sup:expect_snapshot { worker_generation = 4 }
  end,
}
