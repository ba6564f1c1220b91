return scenario {
  summary = "an acquire of a key whose worker is just being ended for another waits like one of a new key, and gets a worker that works",
  clauses = { "POOL-04", "POOL-08", "POOL-02" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { terminate = function(child)
      if child.generation == 0 then
        child:mark("leaving")
        child:wait(500)
      end
      child:terminating()
      child:exit(0)
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    pool:lease("A"):release():ok()
    local waiting = { pool:acquire("B") }
    pool:expect_mark_or_end("leaving")
    waiting[2] = pool:acquire("A")
    local start = sup:clock()
    while waiting[1]:pending() and waiting[2]:pending() and sup:clock() - start < 10000 do pool:snapshot() end
    -- whichever comes first
    local first, second = waiting[1], waiting[2]
    if first:pending() then first, second = second, first end
    first:ok()
    first.lease:json_command():ok("POOL-02")
    check.truth(second:pending(), "there is one place, and it is taken", "POOL-08")
    first.lease:release():ok()
    second:ok()
    second.lease:json_command():ok("POOL-02")
    pool:expect_spawned(3)
    pool:expect_snapshot({ workers = 1, queue_timeouts = 0 }, "POOL-04")
  end,
}
