return scenario {
  summary = "waits, idle limits, memory limits and timeouts of a pool may be over 32 bits: they are then far away, and not at once",
  clauses = { "POOL-04", "POOL-02", "POOL-03", "LEASE-06", "LEASE-01" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local far = 4294967296
    local pool = sup:pool {
      max_workers = 2, queue_wait_ms = far, idle_cycle_after_ms = far, max_worker_rss_kib = far, max_total_rss_kib = far,
    }
    local lease = pool:lease("A")
    pool:acquire("A"):expect_ok({ worker_generation = 0 }, "POOL-02")
    lease:set_request_timeout(far):ok("LEASE-06")
    lease:json_command():ok("LEASE-06")
    pool:lease("B", "b"):json_command():ok("LEASE-01")
    pool:expect_snapshot({ policy_restarts = 0, memory_budget_rejections = 0 }, "POOL-02")
    local waiting = pool:acquire("C")
    lease:json_command():ok("LEASE-06")
    check.truth(waiting:pending(), "the acquire waits", "POOL-04")
    pool:close():ok()
    check.truth(waiting:outcome().error, "the acquire is sent away when its pool is closed")
    pool:expect_gone()
  end,
}
