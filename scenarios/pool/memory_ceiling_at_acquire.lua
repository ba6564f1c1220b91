return scenario {
  summary = "a worker at its memory ceiling is replaced when its key is acquired again, and the lease is granted",
  clauses = { "POOL-02", "POOL-06", "POOL-05" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, max_worker_rss_kib = 1 }
    pool:acquire("A"):expect_ok { worker_generation = 0 }
    pool:expect_snapshot { policy_restarts = 0, worker_restarts = 0, last_restart_reason = check.null, total_child_rss_kib = check.at_least(1) }
    pool:acquire("A"):expect_ok { worker_generation = 1 }
    pool:expect_snapshot({
      policy_restarts = 1, worker_restarts = 1, rss_restarts = 1, idle_restarts = 0, last_restart_reason = "rss_ceiling",
      total_child_rss_kib = check.null, workers = 1,
    }, "POOL-06")
    pool:expect_spawned(2)
    pool:expect_received(0, { "health", "open_host_session", "terminate" })
  end,
}
