return scenario {
  summary = "a child just under the post-job limit is kept",
  clauses = { "ACTOR-07" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:rss(40000)
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 65536 }
    actor:submit("Init"):expect_runtime { worker_generation = 1, restarts_total = 0, rss_kib = check.at_least(40000) }
    actor:expect_spawned(1)
  end,
}
