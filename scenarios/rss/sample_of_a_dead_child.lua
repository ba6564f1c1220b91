return scenario {
  summary = "a dead child's memory is unavailable, not zero",
  clauses = { "RSS-01", "RSS-02" },
  profile = "supervisor",
  needs = { "rss" },

  drive = function(sup)
    sup:child(0):signal("KILL")
    sup:child(0):expect_exit()
    local kib = sup:rss().kib
    check.truth(kib == nil or kib == json.null, "there is no figure")
    sup:expect_stats { rss_samples_unavailable = check.at_least(1) }
  end,
}
