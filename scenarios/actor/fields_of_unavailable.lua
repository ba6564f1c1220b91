local HARD_LIMIT_KIB = 16777216 -- the default

return scenario {
  summary = "an unavailable error says for whom, with what, and what the worker was doing",
  clauses = { "ACTOR-11", "ACTOR-10" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(w) w:error("lean_rs.worker.session_missing", "no session is open") end } }
  end,

  drive = function(sup)
    local actor = sup:actor {
      project_root = "/home/demo", project_hash = "c0ffee", session_id = "session-7", toolchain = "leanprover/lean4:v4.20.0",
      restart_limit = 5, restart_window_ms = 30000,
    }
    local call = actor:submit {
      op = "json_command", body = { export = "demo", request_json = "{}" }, imports = { "Init", "Demo.Basic", "Demo.Extra" }, admission_wait_millis = 3,
    }
    local error = call:expect_error("unavailable", {
      retryable = true, worker_restarted = true, project_root = "/home/demo", project_hash = "c0ffee", imports = { "Init", "Demo.Basic", "Demo.Extra" },
      session_id = "session-7", toolchain = "leanprover/lean4:v4.20.0", worker_generation = 2, restart_cause = "session_missing",
      limit_kib = check.null_or(HARD_LIMIT_KIB), retry_after_millis = check.null,
      restarts_in_window = check.null_or(1), window_millis = check.null_or(30000),
    })
    check.truth(type(error.message) == "string", "a message for people")
    call:expect_runtime { worker_generation = 2, admission_wait_millis = 3, retry_count = 1, import_profile = "Init\nDemo.Basic\nDemo.Extra" }
  end,
}
