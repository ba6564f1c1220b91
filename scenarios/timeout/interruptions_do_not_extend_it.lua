local LONG_MS = 10000

return scenario {
  summary = "signals that interrupt the wait for an answer, or for the end of a grace, again and again do not begin the wait anew",
  clauses = { "TIMEOUT-01", "SHUT-04" },
  profile = "supervisor",
  needs = { "concurrent" },
  timeout_ms = 40000,
  config = { request_timeout_ms = 900, shutdown_timeout_ms = 900 },

  child = function(worker)
    worker:handshake()
    if worker.name == "clock" then
      worker:serve {
        on = {
          health = function(w)
            w:wait(150)
            w:answer("health_ok")
          end,
        },
      }
    else
      worker:next()
      worker:hang()
    end
  end,

  drive = function(sup)
    local clock = sup:worker("clock")
    clock:spawn { request_timeout_ms = 30000 }:ok()
    local function interrupt_until_settled(call)
      local start = sup:clock()
      while call:pending() and sup:clock() - start < LONG_MS do
        sup:interrupt()
        clock:health {}:ok()
      end
    end
    local health = sup:health {}
    interrupt_until_settled(health)
    check.truth(not health:pending(), "the deadline of 900 ms passes while the parent is interrupted every 150 ms", "TIMEOUT-01")
    health:expect_error("timeout")
    health:not_before(900)
    local shutdown = sup:shutdown {}
    interrupt_until_settled(shutdown)
    check.truth(not shutdown:pending(), "the grace of 900 ms ends while the parent is interrupted every 150 ms", "SHUT-04")
    shutdown:expect_ok({ outcome = "graceful_timed_out_killed" }, "SHUT-04")
    sup:expect_gone()
  end,
}
