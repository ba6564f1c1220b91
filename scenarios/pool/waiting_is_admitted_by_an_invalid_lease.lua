return scenario {
  summary = "an acquire that waits is admitted when the last lease of another key is released, also where that lease had become invalid",
  clauses = { "FIX-19", "LEASE-02" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local lease = pool:lease("A")
    local waiting = pool:acquire("B")
    lease:cycle():ok()
    lease:expect_invalid("explicit worker cycle")
    check.truth(waiting:pending(), "a lease that is not given back is no room")
    lease:release():ok()
    waiting:ok()
    waiting:within(10000)
    waiting.lease:json_command():ok()
    pool:expect_snapshot({ workers = 1, active_workers = 1, queue_timeouts = 0 }, "FIX-19")
  end,
}
