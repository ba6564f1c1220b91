return scenario {
  summary = "a job that times out, of whatever kind, is unavailable and retryable, was sent once, and its restart is accounted once",
  clauses = { "ACTOR-09", "ACTOR-04", "ACTOR-11" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    if worker.generation == 1 then
      worker:serve { count = 1 }
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { request_timeout_ms = 1000 }
    local call = actor:submit { imports = { "Init", "Std" }, admission_wait_millis = 7 }
    call:expect_unavailable("timeout: .*", { retryable = true, worker_restarted = true, restart_cause = "timeout", retry_after_millis = check.null })
    local runtime = call:expect_runtime { retry_count = 0, worker_generation = 2, worker_restarted = true }
    check.equal(runtime.call_restart.cause, "timeout", "ACTOR-04")
    check.equal(runtime.call_restart.planned, false, "ACTOR-04")
    call:expect_causes { timeout = 1 }
    actor:expect_received(1, {})
    actor:serve_one("Init")
    call = actor:submit { imports = { "Init" }, ["do"] = "stream" }
    call:expect_unavailable("timeout: .*", { retryable = true, restart_cause = "timeout" })
    call:expect_runtime { retry_count = 0 }
    call:expect_causes { timeout = 2 }
  end,
}
