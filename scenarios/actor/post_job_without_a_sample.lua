return scenario {
  summary = "a child whose memory cannot be sampled is not cycled after its job",
  clauses = { "ACTOR-07", "RSS-02" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hide_rss()
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 1 }
    actor:submit("Init"):expect_runtime { worker_generation = 1, restarts_total = 0 }
    actor:expect_spawned(1)
  end,
}
