return scenario {
  summary = "an error that the child answers is passed on as it is, and restarts nothing",
  clauses = { "ACTOR-09", "ACTOR-14" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(w, body) w:error(body.export, "not today") end } }
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { op = "json_command", body = { export = "demo.refused", request_json = "{}" }, admission_wait_millis = 7 }
    call:expect_error("worker", { code = "demo.refused" })
    actor:expect_received(0, { "json_command" })
    -- only the whole code says that the session is missing
    for _, code in ipairs { "demo.session_missing", "session_missing", "lean_rs.worker.session_missing_here", "lean_rs.worker.session" } do
      actor:submit { op = "json_command", body = { export = code, request_json = "{}" } }:expect_error("worker", { code = code })
    end
    actor:expect_facts { healthy = true, restarts_total = 0, worker_generation = 1, last_restart = check.null }
    actor:serve_one("Init")
    actor:expect_spawned(1)
  end,
}
