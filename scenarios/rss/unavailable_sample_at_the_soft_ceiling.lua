return scenario {
  summary = "at the soft ceiling an unavailable sample restarts nothing and is counted",
  clauses = { "FIX-22", "RSS-02", "POLICY-01" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 1 } },
  tags = { "rss-spike" },

  child = function(worker)
    worker:hide_rss()
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 2, restarts = 0, rss_samples_unavailable = check.at_least(2) }
    sup:expect_spawned(1)
  end,
}
