return scenario {
  summary = "looking at a supervisor and setting its timeout are no activity: after the idle time the next request has a fresh child all the same",
  clauses = { "POLICY-04" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { idle_restart_after_ms = 400 } },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:meet("answered " .. worker.generation)
    worker:wait(220)
    worker:mark("half " .. worker.generation)
    worker:wait(220)
    worker:mark("whole " .. worker.generation)
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    local last = sup:snapshot().worker_generation
    sup:let("answered " .. last) -- the call is over before the child begins to rest
    sup:expect_mark("half " .. last)
    sup:rss()
    sup:status()
    sup:stats()
    sup:snapshot()
    sup:metadata()
    sup:set_request_timeout(30000)
    sup:expect_mark("whole " .. last)
    local before = sup:stats().idle_restarts
    sup:health {}:ok()
    sup:expect_stats { idle_restarts = before + 1, last_restart_reason = "idle" }
  end,
}
