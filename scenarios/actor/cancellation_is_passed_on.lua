return scenario {
  summary = "a job that is cancelled in flight gets the supervisor's error; the restart is accounted as cancelled, abnormal",
  clauses = { "ACTOR-09", "ACTOR-04", "ACTOR-03", "ACTOR-14" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { ["do"] = "stream", sink = { cancel_at_row = 0 } }
    call:expect_error("cancelled")
    local facts = actor:expect_causes({ cancelled = 1 }, "ACTOR-04")
    check.equal(facts.runtime.last_restart.cause, "cancelled", "ACTOR-14")
    check.equal(facts.runtime.last_restart.planned, false, "ACTOR-03")
    actor:expect_facts { healthy = true, worker_generation = 2 }
    actor:serve_one("Init")
  end,
}
