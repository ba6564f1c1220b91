return scenario {
  summary = "an abort during verify_declaration becomes a restart and a degraded answer, not an error",
  clauses = { "REQ-09", "RESTART-06", "STATS-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("verify_declaration")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local ok = sup:request("verify_declaration", { request = { name = "Demo.slow" }, targets = { "Demo.slow" } }):ok()
    check.equal(ok.degraded, true)
    check.equal(#ok.results, 1)
    check.equal(ok.results[1].target, "Demo.slow")
    check.equal(ok.results[1].verdict, "budget_exceeded")
    check.truth(ok.facts == nil or ok.facts == json.null, "facts are marked unavailable")
    sup:expect_snapshot { worker_generation = 1, restarts = 1, exits = 1, last_restart_reason = "child_abort" }
    sup:expect_stats {
      requests = 1, exits = 1, restarts = 1, explicit_cycles = 0, timeout_restarts = 0, cancelled_restarts = 0, rss_restarts = 0,
      max_request_restarts = 0, max_import_restarts = 0, idle_restarts = 0, replacement_attempts = 1, replacement_successes = 1,
    }
    sup:health {}:ok()
    sup:expect_received(1, { "health" })
  end,
}
