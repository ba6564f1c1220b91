return scenario {
  summary = "a timeout whose replacement fails its handshake gives that failure; a later cycle brings the next generation",
  clauses = { "TIMEOUT-03", "RESTART-03" },
  profile = "supervisor",
  config = { request_timeout_ms = 150 },

  child = function(worker)
    if worker.generation == 1 then
      worker:frame("not a handshake")
      worker:hang()
    end
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_stats { timeout_restarts = 1, restarts = 1, exits = 1, replacement_failures = 1, last_replacement_skipped_reason = "spawn_failed" }
    sup:expect_snapshot { worker_generation = 0 }
    sup:expect_status("exited")
    sup:cycle():ok()
    sup:set_request_timeout(20000)
    sup:health {}:ok()
    sup:expect_snapshot { worker_generation = 1 }
  end,
}
