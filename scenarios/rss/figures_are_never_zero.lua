return scenario {
  summary = "a sample that was not taken, or could not be, is null and not zero, in the snapshot and in the counters",
  clauses = { "RSS-02", "STATS-02", "FIX-22" },
  profile = "supervisor",
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:hide_rss()
    worker:mark("hidden")
    worker:serve()
  end,

  drive = function(sup)
    local function expect_figure()
      local told = sup:snapshot().last_rss_kib
      check.truth(told == nil or told == json.null or told > 0, "the snapshot has a figure above zero, or none", "STATS-02")
      local counted = sup:stats().last_rss_kib
      check.truth(counted == nil or counted == json.null or counted > 0, "the counters have a figure above zero, or none")
    end
    expect_figure()
    sup:expect_mark("hidden")
    local kib = sup:rss().kib
    check.truth(kib == nil or kib == json.null, "there is no figure")
    expect_figure()
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    expect_figure()
    sup:shutdown {}:ok()
    expect_figure()
  end,
}
