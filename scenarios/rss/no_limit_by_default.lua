return scenario {
  summary = "without a hard limit no size ends a request",
  clauses = { "DEFAULT-01", "POLICY-03" },
  profile = "supervisor",
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:rss(150000)
    worker:progress("p", 1)
    worker:wait(300)
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:ok()
    sup:expect_stats { restarts = 0, rss_restarts = 0, exits = 0 }
  end,
}
