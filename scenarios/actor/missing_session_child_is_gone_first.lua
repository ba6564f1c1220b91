return scenario {
  summary = "a project has one worker: the child that lost its session is gone before the one that replaces it is there",
  clauses = { "ACTOR-01", "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    if worker.generation == 1 then worker:meet("fresh") end
    worker:handshake()
    worker:serve { on = worker.generation == 0 and {
      json_command = function(w) w:error("lean_rs.worker.session_missing", "no session is open") end,
    } or {} }
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { op = "json_command", body = { export = "demo", request_json = "{}" } }
    actor:at("fresh")
    check.equal(actor:child(0):state(), "reaped")
    actor:let("fresh")
    call:ok("ACTOR-09")
  end,
}
