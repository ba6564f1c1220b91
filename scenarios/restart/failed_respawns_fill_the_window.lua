return scenario {
  summary = "respawns that fail count against the limit like those that work, and leave no process",
  clauses = { "RESTART-04", "RESTART-03", "RESTART-09" },
  profile = "supervisor",
  config = { restart_limit = { max = 3, window_ms = 60000 } },
  tags = { "restart-storm" },
  defects = { 9, 27 },

  child = function(worker)
    if worker.generation > 0 then
      worker:exit(1)
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    for _ = 1, 3 do
      sup:cycle():expect_error("child_panic_or_abort")
    end
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 3 })
    sup:expect_stats { restarts = 3, exits = 1, replacement_attempts = 4, replacement_failures = 4, replacement_successes = 0, replacement_budget_skipped = 1 }
    sup:expect_snapshot { worker_generation = 0 }
    sup:expect_spawned(4)
    sup:health {}:expect_error("shutdown_in_progress")
    sup:expect_reaped("RESTART-09")
    sup:drop():ok()
    sup:expect_gone()
  end,
}
