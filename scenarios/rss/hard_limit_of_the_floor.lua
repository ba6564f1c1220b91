return scenario {
  summary = "a hard limit of zero is raised to 1 KiB, which every child exceeds",
  clauses = { "DEFAULT-01", "RSS-02", "RSS-03" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 0, rss_sample_interval_ms = 10 },
  tags = { "rss-spike" },
  defects = { 19 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    sup:health {}:expect_error("rss_hard_limit_exceeded", { limit_kib = 1 })
    sup:expect_stats { rss_restarts = 1 }
  end,
}
