return scenario {
  summary = "samples that could not be taken are counted over all generations, and cost no child its life",
  clauses = { "STATS-01", "RSS-02", "STATS-02", "RESTART-05" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 4000000000 } },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:hide_rss()
    worker:mark("hidden " .. worker.generation)
    worker:serve()
  end,

  drive = function(sup)
    local most = 0
    for generation = 0, 3 do
      sup:expect_mark("hidden " .. generation)
      local before = sup:stats().rss_samples_unavailable
      check.at_least(before, most)
      sup:rss()
      sup:health {}:ok() -- the ceiling wants a sample before it
      most = sup:stats().rss_samples_unavailable
      check.at_least(most, before + 2)
      local told = sup:snapshot().rss_samples_unavailable
      check.at_least(told, most, "STATS-02")
      check.at_most(told, sup:stats().rss_samples_unavailable, "STATS-02")
      sup:cycle():ok()
      check.at_least(sup:stats().rss_samples_unavailable, most, "RESTART-05")
    end
    sup:expect_stats { restarts = 4, rss_restarts = 0, explicit_cycles = 4 }
  end,
}
