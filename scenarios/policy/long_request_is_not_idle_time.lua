return scenario {
  summary = "idle time starts when a request ends, well or with the child's error: one that took longer than the idle time causes no restart",
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
      worker:serve { count = 1 }
      worker:expect("health")
      worker:wait(1100)
      worker:meet("at its error")
      worker:error("demo.failed", "late")
    end
    worker:serve()
  end,

  drive = function(sup)
    local function long_request(point)
      local call = sup:health {}
      sup:at(point)
      local ending = sup:clock()
      sup:let(point)
      call:outcome()
      return call, ending
    end
    local function expect_no_restart(ending, requests)
      sup:health {}:ok()
      if sup:stats().restarts > 0 and sup:clock() - ending >= 1000 then
        check.inconclusive("the machine let the idle time pass between the two requests")
      end
      sup:expect_stats { requests = requests, idle_restarts = 0, restarts = 0 }
      sup:expect_spawned(1)
    end
    local call, ending = long_request("at its end")
    call:ok()
    expect_no_restart(ending, 2)
    call, ending = long_request("at its error")
    call:expect_error("worker", { code = "demo.failed" })
    expect_no_restart(ending, 4)
  end,
}
