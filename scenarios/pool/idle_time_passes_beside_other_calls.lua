local LIMIT_MS = 1500

return scenario {
  summary = "an acquire, a release, a time limit, a refused command and another key's opening are no commands: the worker is idle all the same",
  clauses = { "LEASE-01", "LEASE-02", "LEASE-04" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      -- health and session of the opening
      worker:serve { count = 2 }
      worker:wait(LIMIT_MS // 3)
      worker:mark("still resting")
      worker:wait(LIMIT_MS - LIMIT_MS // 3 + 50)
      worker:mark("rested")
    end
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, idle_cycle_after_ms = LIMIT_MS }
    local before = sup:clock()
    local lease = pool:lease("A")
    local start = sup:clock()
    pool:expect_mark("still resting")
    local other = pool:lease("A", "other")
    if sup:clock() - before >= LIMIT_MS then check.inconclusive("the machine let the idle limit pass before the second acquire") end
    other:set_request_timeout(5000):ok()
    other:release():ok("LEASE-02")
    other:health():expect_error("lease_invalidated")
    other:release():expect_error("lease_invalidated")
    pool:lease("B")
    pool:expect_mark("rested")
    repeat pool:snapshot() until sup:clock() - start > LIMIT_MS
    local e = lease:json_command():expect_error("lease_invalidated")
    check.match(e.reason, "^idle policy cycled worker after .+ idle with limit .+$", "LEASE-04")
    pool:expect_received(2, {})
  end,
}
