return scenario {
  summary = "a sample follows the child's memory up and down, and is kept as the last one",
  clauses = { "RSS-01", "STATS-01", "STATS-02" },
  profile = "supervisor",
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:rss(80000)
    worker:meet("grown")
    worker:rss_release()
    worker:mark("shrunk")
    worker:serve()
  end,

  drive = function(sup)
    local small = sup:rss().kib
    check.at_least(small, 100)
    sup:health {}:ok()
    sup:at("grown")
    local grown = sup:rss().kib
    check.at_least(grown, 76000)
    check.at_most(grown, 110000)
    for _, band in ipairs { check.at_least(76000), check.at_most(110000) } do -- another sample may have been taken since
      sup:expect_stats { last_rss_kib = band, rss_samples_unavailable = 0 }
      sup:expect_snapshot { last_rss_kib = band, rss_samples_unavailable = 0 }
    end
    sup:let("grown")
    sup:expect_mark("shrunk")
    check.at_most(sup:rss().kib, 60000)
    sup:expect_stats { restarts = 0 }
  end,
}
