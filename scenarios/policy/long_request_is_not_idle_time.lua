return scenario {
  summary = "idle time starts when a request ends: one that took longer than the idle time causes no restart",
  clauses = { "FIX-09", "POLICY-04" },
  profile = "supervisor",
  config = { policy = { idle_restart_after_ms = 1000 } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:wait(1100)
      worker:meet("at its end")
      worker:answer("health_ok")
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    sup:at("at its end")
    local ending = sup:clock()
    sup:let("at its end")
    call:ok()
    sup:health {}:ok()
    if sup:stats().restarts > 0 and sup:clock() - ending >= 1000 then
      check.inconclusive("the machine let the idle time pass between the two requests")
    end
    sup:expect_stats { requests = 2, idle_restarts = 0, restarts = 0 }
    sup:expect_spawned(1)
  end,
}
