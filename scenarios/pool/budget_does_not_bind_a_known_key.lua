return scenario {
  summary = "the budget is asked for new keys only: a known one is leased, and its lease works",
  clauses = { "POOL-03", "POOL-02" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 4, max_total_rss_kib = 1 }
    pool:lease("A")
    local lease = pool:lease("A")
    lease:json_command():ok()
    pool:expect_snapshot({ memory_budget_rejections = 0 }, "POOL-03")
  end,
}
