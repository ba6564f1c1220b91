return scenario {
  summary = "a child that grows over the hard limit in a request is killed and replaced, with the facts",
  clauses = { "RSS-03", "FACTS-01", "RSS-01", "RESTART-02" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 20 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:rss(90000)
      worker:check(worker:next() == nil, "a child that is to be killed is not asked to leave", "RESTART-02")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    local e = call:expect_error("rss_hard_limit_exceeded", { operation = "health", limit_kib = 65536 })
    call:within(5000)
    check.at_least(e.current_kib, 65536, "RSS-02")
    check.at_most(e.current_kib, 140000, "RSS-01")
    check.equal(e.resource.cause, "worker_rss_hard_limit", "FACTS-01")
    check.equal(e.resource.work_entered_child, true, "FACTS-01")
    check.equal(e.resource.limit_kib, 65536, "FACTS-01")
    local last = tonumber(e.resource.current_rss_kib) or 0 -- of the child over the limit, or of the fresh one
    check.truth(last >= 65536 or last > 0 and last <= 60000, "the last sample", "FACTS-01")
    check.equal(e.resource.worker_generation, 1, "FACTS-01")
    check.equal(e.resource.restart_reason, "rss_hard_limit", "FACTS-01")
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_received(0, { "health" })
    sup:expect_stats { requests = 1, exits = 1, restarts = 1, rss_restarts = 1, timeout_restarts = 0, last_restart_reason = "rss_hard_limit" }
    sup:expect_snapshot { worker_generation = 1, last_restart_reason = "rss_hard_limit" }
    sup:health {}:ok()
  end,
}
