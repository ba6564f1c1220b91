return scenario {
  summary = "a job's value comes with the runtime facts of a worker that was never restarted",
  clauses = { "ACTOR-10", "ACTOR-08", "ACTOR-14" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { imports = { "Init", "Std" }, admission_wait_millis = 12 }
    call:expect_runtime {
      worker_generation = 1, worker_restarted = false, retry_count = 0, admission_wait_millis = 12, call_restart = check.null,
      last_restart = check.null, worker_lanes = 1, import_profile = "Init\nStd", profile_switch_count = 0, restarts_total = 0,
    }
    call:expect_causes {}
    check.truth(call:ok().value, "a value", "ACTOR-09")
    actor:expect_facts {
      worker_generation = 1, worker_restarted = false, retry_count = 0, admission_wait_millis = 0, queue_wait_millis = 0,
      call_restart = check.null, import_profile = "Init\nStd", restarts_total = 0, healthy = true, unhealthy_reason = check.null,
    }
    actor:expect_received(0, { "health" })
    actor:stop():ok()
    actor:expect_gone("ACTOR-02")
  end,
}
