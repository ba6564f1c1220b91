return scenario {
  summary = "the hard limit holds for a request that the policy replaced the child for, and the counts begin anew behind it",
  clauses = { "RSS-03", "RESTART-01", "POLICY-01" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 20, policy = { max_requests = 2 } },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 1 then
      worker:expect("health")
      worker:rss(90000)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:ok()
    local e = sup:health {}:expect_error("rss_hard_limit_exceeded", { operation = "health" })
    check.equal(e.resource.worker_generation, 2)
    sup:expect_received(0, { "health", "health", "terminate" }, "POLICY-01")
    sup:health {}:ok()
    sup:health {}:ok()
    sup:expect_received(2, { "health", "health" }, "RESTART-01")
    sup:expect_stats({ max_request_restarts = 1, rss_restarts = 1, restarts = 2 }, "RESTART-01")
  end,
}
