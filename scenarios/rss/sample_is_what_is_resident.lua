return scenario {
  summary = "the sample is the memory that is resident: neither what is only reserved nor the most that ever was",
  clauses = { "RSS-01" },
  profile = "supervisor",
  needs = { "rss" },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:rss(60000)
    worker:meet("grown")
    worker:rss_release()
    worker:meet("shrunk")
    worker:serve()
  end,

  drive = function(sup)
    sup:at("grown")
    local grown = sup:rss().kib
    check.at_least(grown, 58000)
    check.at_most(grown, 64000)
    sup:let("grown")
    sup:at("shrunk")
    check.at_most(sup:rss().kib, 40000)
    sup:let("shrunk")
    sup:health {}:ok()
  end,
}
