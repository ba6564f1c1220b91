return scenario {
  summary = "a restart of an idle child before a job is accounted to that job, planned, and logged for debugging",
  clauses = { "ACTOR-04", "ACTOR-03", "ACTOR-12" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:wait(700)
    worker:mark("idle")
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { idle_restart_after_ms = 300 } } }
    actor:serve_one("Init")
    actor:expect_mark("idle")
    local call = actor:submit("Init")
    call:ok()
    local event = call:runtime().call_restart
    check.equal(event.cause, "idle")
    check.equal(event.planned, true, "ACTOR-03")
    local level = event.level
    if level ~= nil and level ~= json.null then check.equal(level, "debug", "ACTOR-12") end
  end,
}
