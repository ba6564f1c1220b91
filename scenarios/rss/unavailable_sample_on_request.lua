return scenario {
  summary = "a sample that cannot be taken is null and counted, each time",
  clauses = { "RSS-02", "FIX-22", "STATS-01" },
  profile = "supervisor",
  needs = { "rss" },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:hide_rss()
    worker:mark("hidden")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_mark("hidden")
    local before = sup:stats().rss_samples_unavailable
    for _ = 1, 2 do
      local kib = sup:rss().kib
      check.truth(kib == nil or kib == json.null, "there is no figure")
    end
    sup:expect_stats { rss_samples_unavailable = before + 2, restarts = 0 }
    sup:health {}:ok()
  end,
}
