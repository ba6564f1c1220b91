return scenario {
  summary = "a job has one more attempt, not one for each kind of failure: a session that is missing after a death is the answer",
  clauses = { "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation < 2 and { json_command = function(w)
      if worker.generation == 0 then w:abort() end
      w:error("lean_rs.worker.session_missing", "no session is open")
    end } or {} }
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { op = "json_command", body = { export = "demo", request_json = "{}" } }
    call:expect_unavailable("session_missing: .*", { retryable = true })
    call:expect_runtime { retry_count = 1 }
    actor:expect_received(1, { "json_command" })
    actor:serve_one("Init")
  end,
}
