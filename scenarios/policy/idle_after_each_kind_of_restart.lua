local IDLE_MS, REST_MS = 150, 200

return scenario {
  summary = "the idle limit holds for every later child too, whatever the child before was ended for",
  clauses = { "POLICY-04", "RESTART-05", "POLICY-01" },
  profile = "stream",
  config = { policy = { idle_restart_after_ms = IDLE_MS } },

  -- A slow machine may let the idle time pass before a command, too: so any child hangs on one.
  child = function(worker)
    worker:handshake()
    if worker.name:find("clock") then
      worker:wait(REST_MS)
      worker:mark("rested")
    end
    worker:serve {
      on = {
        run_data_stream = function()
          worker:progress("p", 0)
          worker:hang()
        end,
      },
    }
  end,

  drive = function(sup)
    local function child_is_replaced_for_rest()
      local generation = sup:snapshot().worker_generation
      local restarts = sup:stats().idle_restarts
      local clock = sup:worker("clock" .. generation) -- started when the call before is over: it rests no longer than the other is idle
      clock:spawn {}:ok()
      clock:expect_mark("rested")
      sup:health {}:ok()
      sup:expect_received(generation, { "terminate" })
      check.equal(sup:stats().idle_restarts, restarts + 1, "POLICY-04")
      check.equal(sup:stats().last_restart_reason, "idle", "POLICY-04")
    end
    sup:set_request_timeout(300)
    sup:stream { export = "e", sink = { mode = "none" } }:expect_error("timeout")
    sup:set_request_timeout(30000)
    child_is_replaced_for_rest()
    sup:stream { export = "e", progress = true, token = "t", sink = { cancel_at_progress = 0 } }:expect_error("cancelled")
    child_is_replaced_for_rest()
    sup:cycle():ok()
    child_is_replaced_for_rest()
  end,
}
