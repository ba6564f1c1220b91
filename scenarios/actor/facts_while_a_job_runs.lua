return scenario {
  summary = "what is known without a call is answered while a job runs, as of the answer before",
  clauses = { "ACTOR-14", "ACTOR-01" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:expect("health")
    worker:meet("busy")
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    actor:serve_one("A")
    local running = actor:submit("B")
    actor:at("busy")
    actor:expect_facts { healthy = true, import_profile = "A", profile_switch_count = 0, worker_generation = 1 }
    check.truth(running:pending(), "the job still runs", "ACTOR-01")
    actor:let("busy")
    running:ok()
    actor:expect_facts { import_profile = "B", profile_switch_count = 1 }
  end,
}
