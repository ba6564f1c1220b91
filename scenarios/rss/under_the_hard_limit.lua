return scenario {
  summary = "a child that stays under the hard limit is left alone, however often it is sampled",
  clauses = { "RSS-03", "RSS-02" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 200000, rss_sample_interval_ms = 5 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:rss(60000)
    worker:wait(100)
    worker:rss_release()
    worker:wait(50)
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 2, restarts = 0, rss_restarts = 0, rss_samples_unavailable = 0, last_rss_kib = check.at_least(1) }
    sup:expect_spawned(1)
  end,
}
