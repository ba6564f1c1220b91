return scenario {
  summary = "after a replacement the samples are of the fresh child, not of the one before",
  clauses = { "RSS-01", "RESTART-08" },
  profile = "supervisor",
  needs = { "rss" },
  tags = { "rss-spike" },

  child = function(worker)
    if worker.generation == 0 then
      worker:rss(90000)
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    check.at_least(sup:rss().kib, 86000)
    sup:cycle():ok()
    check.at_most(sup:rss().kib, 60000)
    sup:expect_stats { last_rss_kib = check.at_most(60000) }
  end,
}
