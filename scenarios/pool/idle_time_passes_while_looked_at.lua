return scenario {
  summary = "looking at a lease or at the pool is no command: the worker is idle all the same",
  clauses = { "LEASE-01", "LEASE-04" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      -- health and session of the opening
      worker:serve { count = 2 }
      worker:wait(300)
      worker:mark("rested")
    end
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 250 }
    local lease = pool:lease("A")
    local start = sup:clock()
    pool:expect_mark("rested")
    repeat
      lease:status()
      pool:snapshot()
    until sup:clock() - start > 300
    local e = lease:json_command():expect_error("lease_invalidated")
    check.match(e.reason, "^idle policy cycled worker after .+ idle with limit .+$", "LEASE-04")
    pool:expect_received(1, {})
  end,
}
