return scenario {
  summary = "a child whose memory cannot be sampled is never replaced for it, and the sample is counted",
  clauses = { "POOL-02", "FIX-22" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:hide_rss()
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, max_worker_rss_kib = 1 }
    pool:lease("A")
    local lease = pool:lease("A")
    lease:json_command():ok()
    pool:expect_spawned(1)
    pool:expect_snapshot({ policy_restarts = 0, total_child_rss_kib = check.null, rss_samples_unavailable = check.at_least(2) }, "FIX-22")
  end,
}
