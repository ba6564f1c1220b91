return scenario {
  summary = "the hard limit holds in flight: a child that grew while idle lives, seen or not, until the next request, which it ends",
  clauses = { "RSS-03", "REQ-13" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 200 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:meet("answered")
      worker:rss(90000)
      worker:wait(450)
      worker:mark("grown")
      worker:next()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:let("answered") -- only then: what the parent reads of a child over the limit it need not take any more
    sup:expect_mark("grown")
    check.at_least(sup:rss().kib, 65536)
    sup:expect_status("running")
    sup:expect_stats { restarts = 0, rss_restarts = 0 }
    sup:health {}:expect_error("rss_hard_limit_exceeded")
    sup:expect_stats { restarts = 1, rss_restarts = 1, exits = 1 }
    sup:health {}:ok()
  end,
}
