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

  -- On a busy machine the idle time may really pass between two requests: then the fresh child is watched instead.
  drive = function(sup)
    local began, longest = sup:clock(), 0
    local function serve()
      local before = began
      began = sup:clock()
      sup:health {}:ok()
      longest = math.max(longest, sup:clock() - before)
    end
    serve()
    for _ = 1, 4 do
      local restarts = sup:stats().idle_restarts
      local now = restarts
      longest = 0
      for round = 1, 5 do
        sup:expect_mark("rested " .. round)
        serve()
        now = sup:stats().idle_restarts
        if now > restarts then break end
      end
      if now == restarts then
        sup:expect_spawned(restarts + 1)
        return
      end
      check.at_least(math.ceil(longest), 900) -- it was replaced: the time between two requests must have been that long
    end
    check.inconclusive("the machine let the idle time pass, again and again")
  end,
}
