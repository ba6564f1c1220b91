return scenario {
  summary = "a sample that cannot be taken is null and counted, each time, for the worker that it was of",
  clauses = { "RSS-02", "FIX-22", "STATS-01" },
  profile = "supervisor",
  needs = { "rss" },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    if worker.name == "a" then
      worker:hide_rss()
    end
    worker:mark("hidden")
    worker:serve()
  end,

  drive = function(sup)
    local other = sup:worker("b")
    other:spawn {}:ok()
    sup:health {}:ok()
    sup:expect_mark("hidden")
    local before = sup:stats().rss_samples_unavailable
    for _ = 1, 2 do
      local kib = sup:rss().kib
      check.truth(kib == nil or kib == json.null, "there is no figure")
    end
    sup:expect_stats { rss_samples_unavailable = check.at_least(before + 2), restarts = 0 }
    check.at_least(other:rss().kib, 1)
    other:expect_stats { rss_samples_unavailable = 0, last_rss_kib = check.at_least(1) }
    sup:health {}:ok()
  end,
}
