return scenario {
  summary = "a sample that cannot be taken is counted and is not given as the one before",
  clauses = { "RSS-02", "RSS-01", "STATS-01" },
  profile = "supervisor",
  needs = { "rss" },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:meet("seen")
    worker:hide_rss()
    worker:mark("hidden")
    worker:serve()
  end,

  drive = function(sup)
    sup:at("seen")
    local kib = sup:rss().kib
    check.truth(type(kib) == "number" and kib > 0, "there is a figure at first", "RSS-01")
    sup:let("seen")
    sup:expect_mark("hidden")
    local hidden = sup:rss().kib
    check.truth(hidden == nil or hidden == json.null, "there is no figure any more", "RSS-02")
    sup:expect_stats { rss_samples_unavailable = check.at_least(1) }
    local last = sup:stats().last_rss_kib
    check.truth(last == nil or last == json.null or last > 100 and last < 60000, "the last figure, or none", "STATS-01")
    sup:health {}:ok()
  end,
}
