return scenario {
  summary = "a soft ceiling that is passed during a request does not end it, and what was sampled for it is the last sample",
  clauses = { "POLICY-01", "RSS-02" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 65536 } },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:rss(90000)
    worker:progress("p", 1)
    worker:wait(50)
    worker:rss_release()
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_stats({ last_rss_kib = check.at_least(1) }, "RSS-02")
    sup:expect_snapshot({ last_rss_kib = check.at_least(1) }, "RSS-02")
    sup:health {}:ok()
    sup:expect_stats { requests = 2, restarts = 0, rss_restarts = 0 }
    sup:expect_spawned(1)
  end,
}
