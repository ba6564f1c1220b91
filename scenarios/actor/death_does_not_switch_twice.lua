return scenario {
  summary = "a switch of imports is counted once for a job, also where the job is run once more, and a job that dies for good hides none",
  clauses = { "ACTOR-06", "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:expect("health")
      worker:abort()
    elseif worker.generation == 1 then
      worker:serve { count = 2 }
      worker:expect("health")
      worker:abort()
    elseif worker.generation == 2 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 10 }
    actor:serve_one("A")
    actor:submit("B"):expect_runtime({ profile_switch_count = 1, retry_count = 1, import_profile = "B" }, "ACTOR-06")
    actor:submit("B"):expect_runtime({ profile_switch_count = 1, retry_count = 0 }, "ACTOR-06")
    actor:submit("B"):expect_unavailable(nil)
    actor:submit("C"):expect_runtime({ profile_switch_count = 2 }, "ACTOR-06")
  end,
}
