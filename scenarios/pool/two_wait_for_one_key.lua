return scenario {
  summary = "two acquires that wait for the same key share the worker that is opened for the first",
  clauses = { "FIX-19", "POOL-01", "POOL-08" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local lease = pool:lease("A")
    local one = pool:acquire("B")
    local two = pool:acquire("B")
    lease:json_command():ok()
    lease:release():ok()
    one:ok()
    two:ok()
    one.lease:json_command():ok()
    two.lease:json_command():ok()
    pool:expect_spawned(2)
    pool:expect_snapshot { workers = 1, active_workers = 1 }
  end,
}
