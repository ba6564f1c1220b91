return scenario {
  summary = "where one worker's memory cannot be sampled a new key is admitted, whatever the others use, and the sample is counted",
  clauses = { "POOL-03", "FIX-22" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    if worker.generation == 0 then worker:hide_rss() end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 3, max_total_rss_kib = 1 }
    pool:lease("A")
    local before = pool:snapshot().rss_samples_unavailable
    pool:lease("B"):json_command():ok()
    -- now what is known of the others is over the budget by itself
    pool:lease("C"):json_command():ok()
    pool:expect_snapshot({ memory_budget_rejections = 0, rss_samples_unavailable = check.at_least(before + 2), total_child_rss_kib = check.null },
      "FIX-22")
  end,
}
