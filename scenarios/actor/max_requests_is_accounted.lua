return scenario {
  summary = "a restart by max_requests during a job is accounted to that job, planned, and costs no attempt",
  clauses = { "ACTOR-04", "ACTOR-09", "ACTOR-03", "ACTOR-08" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_requests = 1 } } }
    actor:submit("Init"):expect_runtime { worker_restarted = false, worker_generation = 1 }
    local call = actor:submit("Init")
    call:ok()
    local runtime = call:expect_runtime { retry_count = 0, worker_restarted = true, worker_generation = 2 }
    check.equal(runtime.call_restart.cause, "max_requests")
    check.equal(runtime.call_restart.planned, true, "ACTOR-03")
    call:expect_causes { max_requests = 1 }
    actor:expect_received(1, { "health" })
  end,
}
