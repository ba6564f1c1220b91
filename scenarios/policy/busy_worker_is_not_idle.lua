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
    for round = 1, 5 do
      local start = sup:clock()
      sup:health {}:ok()
      if sup:clock() - start >= 600 then
        check.inconclusive("the machine let the idle time pass")
      end
      sup:expect_mark("rested " .. round)
    end
    sup:health {}:ok()
    sup:expect_stats { requests = 6, idle_restarts = 0 }
    sup:expect_spawned(1)
  end,
}
