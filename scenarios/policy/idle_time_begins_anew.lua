local IDLE_MS, REST_MS = 1500, 850

return scenario {
  summary = "idle time begins anew with the end of a request whatever it was answered, and with each fresh child",
  clauses = { "POLICY-04" },
  profile = "supervisor",
  spawn = false,
  timeout_ms = 30000,
  config = { policy = { idle_restart_after_ms = IDLE_MS } },

  child = function(worker)
    local function rest(name)
      worker:wait(REST_MS)
      worker:mark(name .. worker.generation)
    end
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      rest("rested before an error ")
      worker:expect("json_command")
      worker:error("refused", "not now")
      rest("rested before a wrong status ")
      worker:expect("json_command")
      worker:answer("health_ok")
      rest("rested before an answer ")
      worker:serve { count = 1 }
      rest("rested before a cycle ")
    else
      worker:readable(REST_MS) -- a child that comes too early has its request waiting already
      worker:mark("rested after the cycle " .. worker.generation)
      if worker.generation == 1 then
        worker:serve { count = 1 }
        rest("rested before a cycle ")
      end
    end
    worker:serve()
  end,

  -- On a busy machine the idle time may really pass between two requests: then it is tried again.
  drive = function(sup)
    local command = { export = "e", request_json = "{}" }
    local function try(worker)
      local began, longest = sup:clock(), 0
      local function step(mark, act)
        worker:expect_mark_or_end(mark)
        local before = began
        began = sup:clock()
        act()
        longest = math.max(longest, sup:clock() - before)
        return worker:stats().idle_restarts == 0
      end
      worker:spawn {}:ok()
      worker:health {}:ok()
      local kept = step("rested before an error 0", function() worker:request("json_command", command):outcome() end)
        and step("rested before a wrong status 0", function() worker:request("json_command", command):outcome() end)
        and step("rested before an answer 0", function() worker:health {}:ok() end)
        and step("rested before a cycle 0", function() worker:cycle():ok() end)
        and step("rested after the cycle 1", function() worker:health {}:ok() end)
        and step("rested before a cycle 1", function() worker:cycle():ok() end)
        and step("rested after the cycle 2", function() worker:health {}:ok() end)
      if not kept then
        check.at_least(math.ceil(longest), IDLE_MS) -- it was replaced: it must have been idle that long
      end
      return kept
    end
    for attempt = 1, 3 do
      if try(sup:worker("w" .. attempt)) then return end
    end
    check.inconclusive("the machine let the idle time pass, again and again")
  end,
}
