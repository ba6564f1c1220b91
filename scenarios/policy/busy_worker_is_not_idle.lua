return scenario {
  summary = "requests within the idle time keep a child, however long it has lived",
  clauses = { "POLICY-04" },
  profile = "supervisor",
  config = { policy = { idle_restart_after_ms = 900 } },

  child = function(worker)
    worker:handshake()
    for round = 1, 5 do
      worker:serve { count = 1 }
      worker:wait(220)
      worker:mark("rested " .. round)
    end
    worker:serve()
  end,

  drive = function(sup)
    local last, longest = sup:clock(), 0
    local function serve()
      local before = last
      sup:health {}:ok()
      last = sup:clock()
      longest = math.max(longest, last - before)
    end
    for round = 1, 5 do
      serve()
      if sup:stats().restarts > 0 then break end
      sup:expect_mark("rested " .. round)
    end
    serve()
    if sup:stats().restarts > 0 and longest >= 900 then
      check.inconclusive("the machine let the idle time pass")
    end
    sup:expect_stats { requests = 6, idle_restarts = 0 }
    sup:expect_spawned(1)
  end,
}
