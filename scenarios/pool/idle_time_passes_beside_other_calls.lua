-- Pool q is a second attempt with four times the limit, for a machine that let the first pass.
local LIMITS_MS = { p = 1500, q = 6000 }

return scenario {
  summary = "an acquire, a release, a refused command and another key's opening are no commands: the worker is idle all the same",
  clauses = { "LEASE-01", "LEASE-02", "LEASE-04" },
  profile = "pool",
  spawn = false,
  timeout_ms = 40000,

  child = function(worker)
    local limit_ms = LIMITS_MS[worker.name]
    worker:handshake()
    if worker.generation == 0 then
      -- health and session of the opening
      worker:serve { count = 2 }
      worker:wait(limit_ms // 3)
      worker:mark("still resting")
      worker:wait(limit_ms - limit_ms // 3 + 50)
      worker:mark("rested")
    end
    worker:serve()
  end,

  drive = function(sup)
    local function rest(name)
      local limit_ms = LIMITS_MS[name]
      local pool = sup:pool { name = name, max_workers = 2, idle_cycle_after_ms = limit_ms }
      local before = sup:clock()
      local lease = pool:lease("A")
      local start = sup:clock()
      pool:expect_mark("still resting")
      local other = pool:lease("A", "other in " .. name)
      if sup:clock() - before >= limit_ms then return false end
      other:release():ok("LEASE-02")
      other:health():expect_error("lease_invalidated", nil, "LEASE-02")
      other:release():expect_error("lease_invalidated", nil, "LEASE-02")
      pool:lease("B")
      pool:expect_mark("rested")
      repeat pool:snapshot() until sup:clock() - start > limit_ms + 20
      local e = lease:json_command():expect_error("lease_invalidated")
      check.match(e.reason, "^idle policy cycled worker after .+ idle with limit .+$", "LEASE-04")
      pool:expect_received(2, {})
      return true
    end
    if not rest("p") and not rest("q") then
      check.inconclusive("the machine let the idle limit pass before the second acquire")
    end
  end,
}
