return scenario {
  summary = "a cycle enters the window whether its child was alive, had crashed, had left by itself or had been shut down",
  clauses = { "RESTART-04", "STATS-01", "REQ-04", "REQ-08" },
  profile = "supervisor",
  config = { restart_limit = { max = 3, window_ms = 600000 } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:exit(7)
    elseif worker.generation == 1 then
      worker:expect("health")
      worker:abort()
    elseif worker.generation == 2 then
      worker:exit(0)
    end
    worker:expect("health")
    worker:exit(9)
  end,

  drive = function(sup)
    sup:health {}:expect_error("child_panic_or_abort", nil, "REQ-08")
    sup:cycle():ok()
    sup:health {}:expect_error("child_panic_or_abort", nil, "REQ-08")
    sup:cycle():ok()
    sup:child(2):expect_exit()
    sup:cycle():ok()
    sup:health {}:expect_error("child_panic_or_abort", nil, "REQ-08")
    sup:shutdown {}:expect_ok { outcome = "already_exited" }
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 3, window_ms = 600000 })
    sup:expect_stats { restarts = 3, explicit_cycles = 3, exits = 4, replacement_attempts = 4, replacement_budget_skipped = 1 }
    sup:health {}:expect_error("shutdown_in_progress", { operation = "worker_request" }, "REQ-04")
    sup:expect_spawned(4)
    sup:expect_gone()
  end,
}
