return scenario {
  summary = "a cycle whose fresh child does not start is counted, leaves the generation and the old exit, and can be tried again, however often it failed",
  clauses = { "RESTART-03", "FIX-11", "REQ-05", "STATS-01", "STATE-01" },
  profile = "supervisor",

  child = function(worker)
    if worker.generation == 1 or worker.generation >= 3 and worker.generation <= 6 then
      worker:stderr("disk full\n")
      worker:exit(28)
    end
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("terminate")
      worker:terminating()
      worker:exit(5)
    end
    worker:serve()
  end,

  drive = function(sup)
    local e = sup:cycle():expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 28)
    check.match(e.exit.diagnostics, "disk full", "EXIT-03")
    sup:expect_stats {
      restarts = 1, explicit_cycles = 1, exits = 1, replacement_attempts = 1, replacement_successes = 0, replacement_failures = 1,
      replacement_budget_admitted = 1, replacement_budget_skipped = 0,
    }
    sup:expect_stats({ last_replacement_skipped_reason = "spawn_failed" }, "RESTART-03")
    sup:expect_snapshot { worker_generation = 0, restarts = 1, exits = 1 }
    local status = sup:expect_status("exited")
    check.equal(status.exit.code, 5, "REQ-05")
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_reaped()
    sup:cycle():ok()
    sup:expect_stats {
      restarts = 2, explicit_cycles = 2, exits = 1, replacement_attempts = 2, replacement_successes = 1, replacement_failures = 1,
    }
    sup:expect_stats({ last_replacement_skipped_reason = check.null }, "RESTART-03")
    sup:expect_snapshot { worker_generation = 1, exits = 1 }
    sup:health {}:ok()
    for _ = 1, 4 do
      sup:cycle():expect_error("child_panic_or_abort")
      sup:expect_stats({ last_replacement_skipped_reason = "spawn_failed" }, "RESTART-03")
    end
    sup:cycle():ok("STATE-01")
    sup:expect_stats({ last_replacement_skipped_reason = check.null, replacement_failures = 5, replacement_successes = 2 }, "RESTART-03")
    sup:expect_snapshot({ worker_generation = 2, exits = 2 }, "FIX-11")
    sup:health {}:ok("STATE-01")
  end,
}
