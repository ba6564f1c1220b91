return scenario {
  summary = "a child without the session is replaced, and the job is run once more",
  clauses = { "ACTOR-09", "ACTOR-03" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("json_command")
      worker:error("lean_rs.worker.session_missing", "no session is open")
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { op = "json_command", body = { export = "demo", request_json = "{}" } }
    call:ok()
    local runtime = call:expect_runtime { retry_count = 1, worker_generation = 2, worker_restarted = true }
    check.equal(runtime.call_restart.cause, "session_missing")
    check.equal(runtime.call_restart.planned, false)
    call:expect_causes { session_missing = 1 }
    actor:expect_received(1, { "json_command" })
  end,
}
