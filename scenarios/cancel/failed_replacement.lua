return scenario {
  summary = "a cancellation whose replacement does not start gives the replacement's failure",
  clauses = { "TIMEOUT-03", "RESTART-03", "FIX-11" },
  profile = "stream",

  child = function(worker)
    if worker.generation == 1 then
      worker:stderr("no licence\n")
      worker:exit(44)
    end
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:hang()
  end,

  drive = function(sup)
    local e = sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 0 } }:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 44)
    sup:expect_stats { restarts = 1, cancelled_restarts = 1, replacement_failures = 1, replacement_successes = 0, exits = 1,
      last_replacement_skipped_reason = "spawn_failed" }
    sup:expect_snapshot { worker_generation = 0 }
    sup:expect_status("exited")
    sup:expect_reaped()
  end,
}
