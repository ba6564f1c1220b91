return scenario {
  summary = "a job that was run twice is followed by the post-job check like any other",
  clauses = { "ACTOR-07", "ACTOR-09" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    if worker.generation == 0 then worker:abort() end
    if worker.generation == 1 then worker:rss(90000) end
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 65536 }
    local call = actor:submit("Init")
    call:ok()
    actor:expect_spawned(3)
    call:expect_runtime({ worker_generation = 3, retry_count = 1 }, "ACTOR-07")
    call:expect_causes { child_abort = 1, rss_post_job = 1 }
  end,
}
