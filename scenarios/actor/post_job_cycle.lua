return scenario {
  summary = "a child at the post-job limit is cycled before the answer is given",
  clauses = { "ACTOR-07", "ACTOR-03", "ACTOR-10" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    if worker.generation == 0 then worker:rss(90000) end
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 65536 }
    local call = actor:submit("Init")
    call:ok()
    actor:expect_received(0, { "health", "terminate" })
    actor:expect_spawned(2, "ACTOR-07")
    local runtime = call:expect_runtime { worker_generation = 2, worker_restarted = true, retry_count = 0 }
    local event = runtime.call_restart
    check.truth(event, "a call_restart", "ACTOR-10")
    check.equal(event.cause, "rss_post_job")
    check.equal(event.planned, true, "ACTOR-03")
    check.equal(event.limit_kib, 65536, "ACTOR-10")
    check.at_least(event.rss_kib, 65536, "ACTOR-10")
    call:expect_causes({ rss_post_job = 1 }, "ACTOR-07")
    actor:submit("Init"):expect_runtime({ worker_generation = 2, worker_restarted = false, call_restart = check.null }, "ACTOR-10")
  end,
}
