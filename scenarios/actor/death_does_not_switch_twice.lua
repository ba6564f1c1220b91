return scenario {
  summary = "a switch of imports is counted once for a job, also where the job is run once more",
  clauses = { "ACTOR-06", "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    actor:serve_one("A")
    actor:submit("B"):expect_runtime({ profile_switch_count = 1, retry_count = 1, import_profile = "B" }, "ACTOR-06")
    actor:submit("B"):expect_runtime({ profile_switch_count = 1, retry_count = 0 }, "ACTOR-06")
  end,
}
