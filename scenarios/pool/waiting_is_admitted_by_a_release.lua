return scenario {
  summary = "an acquire that waits is admitted when the last lease of another key is released, not only at the end of its wait",
  clauses = { "FIX-19", "POOL-08" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local lease = pool:lease("A")
    local waiting = pool:acquire("B")
    lease:json_command():ok()
    check.truth(waiting:pending(), "the other key waits while the lease is held")
    pool:expect_spawned(1)
    lease:release():ok()
    waiting:ok()
    waiting:within(10000)
    waiting.lease:json_command():ok()
    pool:child(0):expect_exit()
    check.equal(pool:child(0):state(), "reaped", "POOL-08")
    pool:expect_snapshot({ workers = 1, queue_timeouts = 0, active_workers = 1 }, "FIX-19")
  end,
}
