return scenario {
  summary = "of two acquires that wait for different keys one is admitted with each place that appears, whichever comes first",
  clauses = { "FIX-19", "POOL-08", "POOL-04" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local lease = pool:lease("A")
    local waiting = { pool:acquire("B"), pool:acquire("C") }
    lease:json_command():ok()
    lease:release():ok()
    local start = sup:clock()
    while waiting[1]:pending() and waiting[2]:pending() and sup:clock() - start < 10000 do pool:snapshot() end
    local first, second = waiting[1], waiting[2]
    if first:pending() then first, second = second, first end
    first:ok()
    first:within(10000)
    first.lease:json_command():ok()
    check.truth(second:pending(), "there is one place, and it is taken", "POOL-08")
    first.lease:release():ok()
    second:ok()
    second:within(12000)
    second.lease:json_command():ok()
    pool:expect_spawned(3)
    pool:expect_snapshot({ workers = 1, active_workers = 1, queue_timeouts = 0 }, "POOL-04")
  end,
}
