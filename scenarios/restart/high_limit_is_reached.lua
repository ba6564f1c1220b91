return scenario {
  summary = "a window that holds forty restarts admits forty and refuses the next",
  clauses = { "RESTART-04", "STATS-01" },
  profile = "supervisor",
  config = { restart_limit = { max = 40, window_ms = 3600000 } },
  timeout_ms = 30000,
  tags = { "restart-storm" },

  child = function(worker)
    if worker.generation > 0 then
      worker:exit(1)
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    for _ = 1, 40 do
      sup:cycle():expect_error("child_panic_or_abort")
    end
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 40, window_ms = 3600000 })
    sup:expect_stats { replacement_attempts = 41, replacement_budget_admitted = 40, replacement_budget_skipped = 1 }
  end,
}
