local IDLE_MS, LONG_MS = 2000, 2100

return scenario {
  summary = "idle time starts when a request ends, well or with the child's error: one that took longer than the idle time causes no restart",
  clauses = { "FIX-09", "POLICY-04" },
  profile = "supervisor",
  config = { policy = { idle_restart_after_ms = IDLE_MS } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:wait(LONG_MS)
      worker:meet("at its end")
      worker:answer("health_ok")
      worker:serve { count = 1 }
      worker:expect("health")
      worker:wait(LONG_MS)
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
    -- What was idle for that long, with the machine's help, may be replaced, and the next request meets another child.
    local function excuse(since)
      if sup:clock() - since >= IDLE_MS then check.inconclusive("the machine let the idle time pass between two requests") end
    end
    local function expect_no_restart(ending, requests)
      local rested = sup:clock()
      sup:health {}:ok()
      if sup:stats().restarts > 0 then excuse(ending) end
      sup:expect_stats { requests = requests, idle_restarts = 0, restarts = 0 }
      sup:expect_spawned(1)
      excuse(rested)
    end
    local call, ending = long_request("at its end")
    call:ok()
    expect_no_restart(ending, 2)
    call, ending = long_request("at its error")
    call:expect_error("worker", { code = "demo.failed" })
    expect_no_restart(ending, 4)
  end,
}
