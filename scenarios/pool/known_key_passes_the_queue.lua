return scenario {
  summary = "an acquire of a known key does not stand in the queue of those who wait for room",
  clauses = { "POOL-02" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 30000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local lease = pool:lease("A")
    local waiting = pool:acquire("B")
    lease:json_command():ok()
    local again = pool:acquire("A")
    again:ok()
    again:within(5000)
    again.lease:json_command():ok()
    again.lease:release():ok()
    lease:release():ok()
    waiting:ok()
    pool:expect_spawned(2)
  end,
}
