local IDLE_MS, LONG_MS = 2000, 2100

return scenario {
  summary = "idle time starts when a request ends, well or with the child's error: one that took longer than the idle time causes no restart",
  clauses = { "FIX-09", "POLICY-04" },
  profile = "supervisor",
  spawn = false,
  config = { policy = { idle_restart_after_ms = IDLE_MS } },

  child = function(worker)
    worker:handshake()
    worker:serve {
      on = {
        json_command = function(_, body)
          worker:wait(LONG_MS)
          worker:meet("at its end")
          if body.export == "fails" then
            worker:error("demo.failed", "late")
          else
            worker:answer("json_command", { response_json = "1" })
          end
        end,
      },
    }
  end,

  drive = function(sup)
    local idle_from -- or later
    local function expect_no_restart(asked, requests)
      if sup:stats().restarts > 0 and asked - idle_from >= IDLE_MS then
        check.inconclusive("the machine let the idle time pass before a request")
      end
      sup:expect_stats { requests = requests, idle_restarts = 0, restarts = 0 }
      sup:expect_spawned(1)
    end
    local function long_request(export, requests)
      local call = sup:request("json_command", { export = export, request_json = "{}" })
      sup:at("at its end")
      local ending = sup:clock()
      sup:let("at its end")
      call:outcome()
      expect_no_restart(ending - LONG_MS, requests)
      idle_from = ending
      return call
    end
    local function short_request(requests)
      local before = sup:clock()
      sup:health {}:ok()
      expect_no_restart(sup:clock(), requests)
      idle_from = before
    end
    idle_from = sup:clock()
    sup:spawn {}:ok()
    long_request("works", 1):ok()
    short_request(2)
    long_request("fails", 3):expect_error("worker", { code = "demo.failed" })
    short_request(4)
  end,
}
