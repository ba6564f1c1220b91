return scenario {
  summary = "the facts of an exceeded hard limit are whole, in the first generation and in the next, and so is the timing of the replacement",
  clauses = { "FACTS-01", "RSS-03", "RESTART-07" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 20 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      worker:serve { count = 1 }
      worker:expect("call_fixture_mul")
      worker:rss(90000)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for round = 1, 2 do
      sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
      local e = sup:request("call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 })
        :expect_error("rss_hard_limit_exceeded", { operation = "call_fixture_mul", limit_kib = 65536 }, "RSS-03")
      check.at_least(e.current_kib, 65536, "RSS-03")
      check.equal(e.resource.cause, "worker_rss_hard_limit")
      check.equal(e.resource.work_entered_child, true)
      check.equal(e.resource.operation, "call_fixture_mul")
      check.equal(e.resource.limit_kib, 65536)
      check.equal(e.resource.worker_generation, round)
      check.equal(e.resource.restart_reason, "rss_hard_limit")
      check.equal(e.resource.import_count, 2 * round)
      check.equal(e.resource.import_like_requests, 2 * round)
      check.equal(e.resource.import_like_admitted, 2 * round)
      local stats = sup:stats()
      check.truth(type(stats.last_replacement) == "table", "the replacement is reported", "RESTART-07")
      check.equal(stats.last_replacement.replacement_reason, "rss_hard_limit", "RESTART-07")
      check.equal(stats.last_restart_reason, "rss_hard_limit", "RSS-03")
      check.equal(stats.rss_restarts, round, "STATS-01")
    end
  end,
}
