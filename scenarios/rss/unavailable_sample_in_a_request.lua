return scenario {
  summary = "samples that cannot be taken are counted and kill nobody, at the hardest limit",
  clauses = { "RSS-02", "FIX-22", "RSS-01" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 50000, rss_sample_interval_ms = 10 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:hide_rss()
    worker:handshake()
    worker:expect("health")
    worker:wait(100)
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_stats { restarts = 0, rss_restarts = 0, requests = 1, rss_samples_unavailable = check.at_least(1) }
    sup:expect_status("running")
    sup:expect_spawned(1)
  end,
}
