return scenario {
  summary = "the budget is asked for new keys only: a known one is leased, whether others lease it or it is warm, and its lease works",
  clauses = { "POOL-03", "POOL-02" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 4, max_total_rss_kib = 1 }
    local first = pool:lease("A")
    local second = pool:lease("A")
    second:json_command():ok()
    first:release():ok()
    second:release():ok()
    pool:lease("A"):json_command():ok("POOL-02")
    pool:expect_snapshot({ memory_budget_rejections = 0 }, "POOL-03")
  end,
}
