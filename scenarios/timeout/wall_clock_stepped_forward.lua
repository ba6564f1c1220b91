return scenario {
  summary = "a wall clock that jumps an hour ahead fires no deadline",
  clauses = { "TIMEOUT-05" },
  profile = "supervisor",
  config = { request_timeout_ms = 20000 },
  time = { step_wall = true },
  needs = { "concurrent" },
  defects = { 26 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("asked")
    -- the parent wakes up for each of these and looks at its clock
    worker:progress("p", 1)
    worker:wait(60)
    worker:diagnostic("d", "m")
    worker:wait(60)
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    sup:at("asked")
    sup:step_wall(3600)
    sup:let("asked")
    call:ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 2, timeout_restarts = 0 }
    sup:expect_spawned(1)
  end,
}
