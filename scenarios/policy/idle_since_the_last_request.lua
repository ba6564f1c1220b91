return scenario {
  summary = "looking at a supervisor is no activity, nor is what another one does: after the idle time the next request has a fresh child",
  clauses = { "POLICY-04", "POLICY-01", "RESTART-01" },
  profile = "supervisor",
  config = { policy = { idle_restart_after_ms = 400, max_requests = 2 } },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:meet("answered " .. worker.generation)
    worker:readable(220)
    worker:mark("half " .. worker.generation)
    worker:readable(220)
    worker:mark("whole " .. worker.generation)
    worker:serve()
  end,

  drive = function(sup)
    -- The call is over before the child begins to rest.
    local function health(worker)
      worker:health {}:ok()
      local generation = worker:snapshot().worker_generation
      worker:let("answered " .. generation)
      return generation
    end
    local last = health(sup)
    sup:expect_mark("half " .. last)
    sup:expect_status("running")
    sup:stats()
    sup:expect_mark("whole " .. last)
    local other = sup:worker("b")
    other:spawn {}:ok()
    health(other)
    local before = sup:stats().idle_restarts
    health(sup)
    sup:expect_stats { idle_restarts = before + 1, last_restart_reason = "idle" }
    sup:health {}:ok()
    sup:expect_stats({ max_request_restarts = 0 }, "RESTART-01") -- the counts began anew, too
  end,
}
