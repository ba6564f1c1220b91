return scenario {
  summary = "a session that is missing in both attempts makes the job unavailable and retryable",
  clauses = { "ACTOR-09", "ACTOR-11" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(w) w:error("lean_rs.worker.session_missing", "no session is open") end } }
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { op = "json_command", body = { export = "demo", request_json = "{}" } }
    call:expect_unavailable("session_missing: .*", { retryable = true, worker_restarted = true, restart_cause = "session_missing" })
    call:expect_runtime { retry_count = 1 }
    call:expect_causes { session_missing = 1 }
    actor:expect_spawned(2)
    actor:expect_facts { healthy = true }
    actor:serve_one("Init")
  end,
}
