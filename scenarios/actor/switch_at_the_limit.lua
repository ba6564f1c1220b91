return scenario {
  summary = "other imports with a child at the limit: the child is asked to leave and a fresh one serves the job",
  clauses = { "ACTOR-06", "ACTOR-03", "ACTOR-10" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    if worker.generation == 0 then
      worker:rss(90000)
      worker:mark("grown")
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_import_switch_kib = 65536 }
    actor:serve_one("Init")
    actor:expect_mark("grown")
    local call = actor:submit("Std")
    call:ok()
    actor:expect_spawned(2, "ACTOR-06")
    local runtime = call:expect_runtime { worker_generation = 2, worker_restarted = true, retry_count = 0, profile_switch_count = 1 }
    local event = runtime.call_restart
    check.truth(event, "a call_restart", "ACTOR-10")
    check.equal(event.cause, "rss_import_switch")
    check.equal(event.planned, true, "ACTOR-03")
    check.equal(event.limit_kib, 65536, "ACTOR-10")
    check.at_least(event.rss_kib, 65536, "ACTOR-10")
    check.equal(event.worker_generation, 2, "ACTOR-10")
    call:expect_causes({ rss_import_switch = 1 }, "ACTOR-06")
    actor:expect_received(0, { "health", "terminate" })
    actor:expect_received(1, { "health" })
  end,
}
