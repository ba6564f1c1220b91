return scenario {
  summary = "a policy restart whose fresh child does not start is the request's error; the request is never sent",
  clauses = { "POLICY-01", "RESTART-03", "FIX-11" },
  profile = "supervisor",
  config = { policy = { max_requests = 1 } },

  child = function(worker)
    if worker.generation == 1 then
      worker:exit(21)
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 21)
    sup:expect_stats { requests = 1, restarts = 1, max_request_restarts = 1, replacement_failures = 1, last_replacement_skipped_reason = "spawn_failed" }
    sup:expect_snapshot { worker_generation = 0 }
    sup:expect_status("exited")
    sup:cycle():ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 2, restarts = 2, max_request_restarts = 1, explicit_cycles = 1 }
    sup:expect_snapshot { worker_generation = 1 }
  end,
}
