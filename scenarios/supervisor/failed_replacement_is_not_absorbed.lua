return scenario {
  summary = "a verification whose replacement aborts before its handshake gets that error: only an abort in the request itself is absorbed",
  clauses = { "REQ-09", "TIMEOUT-03", "POLICY-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 20000, policy = { max_requests = 1 } },

  child = function(worker)
    if worker.generation % 2 == 1 then
      worker:exit(3)
    end
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("verify_declaration")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local verification = { request = { n = 1 }, targets = { "t" } }
    sup:set_request_timeout(600)
    local e = sup:request("verify_declaration", verification):expect_error("child_panic_or_abort", {}, "TIMEOUT-03")
    check.equal(e.exit.code, 3, "TIMEOUT-03")
    sup:expect_stats({ requests = 1, restarts = 1, timeout_restarts = 1, exits = 1 }, "TIMEOUT-03")
    sup:set_request_timeout(20000)
    sup:cycle():ok()
    sup:request("verify_declaration", verification):expect_ok { degraded = false }
    e = sup:request("verify_declaration", verification):expect_error("child_panic_or_abort", {}, "POLICY-01")
    check.equal(e.exit.code, 3, "POLICY-01")
    sup:expect_stats({ requests = 2, restarts = 3, max_request_restarts = 1, exits = 2 }, "POLICY-01")
    sup:expect_spawned(4, "POLICY-01")
  end,
}
