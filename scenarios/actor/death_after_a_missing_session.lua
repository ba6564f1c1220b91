return scenario {
  summary = "a job has one more attempt, not one for each kind of failure: a death after a missing session is the answer",
  clauses = { "ACTOR-09", "ACTOR-11" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation < 2 and { json_command = function(w)
      if worker.generation == 1 then w:abort() end
      w:error("lean_rs.worker.session_missing", "no session is open")
    end } or {} }
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { op = "json_command", body = { export = "demo", request_json = "{}" } }
    local error = call:expect_unavailable("worker_died_after_retry: .*", { retryable = true, worker_restarted = true })
    -- the cause of the death, or of the restart before it
    if error.restart_cause ~= "session_missing" then check.equal(error.restart_cause, "child_abort", "ACTOR-11") end
    call:expect_runtime { retry_count = 1 }
    actor:serve_one("Init")
  end,
}
