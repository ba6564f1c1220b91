return scenario {
  summary = "a child that died between two jobs costs the next one an attempt at most",
  clauses = { "ACTOR-09", "ACTOR-10" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:exit(0)
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    actor:serve_one("Init")
    actor:child(0):expect_exit()
    local call = actor:submit("Init")
    call:ok()
    -- found by the job's first attempt, or replaced before it: at the death already, or for the job
    local runtime = call:expect_runtime { retry_count = check.at_most(1), worker_generation = 2 }
    if runtime.retry_count == 1 then check.equal(runtime.worker_restarted, true, "ACTOR-10") end
    call:expect_causes { child_exit = 1 }
    actor:expect_received(0, { "health" })
    actor:expect_received(1, { "health" })
  end,
}
