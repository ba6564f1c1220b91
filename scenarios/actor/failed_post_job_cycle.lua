return scenario {
  summary = "a post-job cycle whose fresh child does not come up costs neither the value nor the project",
  clauses = { "FIX-16", "ACTOR-07", "ACTOR-14" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    if worker.generation == 1 then worker:exit(9) end
    worker:handshake()
    worker:expect("health")
    if worker.generation == 0 then worker:rss(90000) end
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 65536 }
    actor:submit("Init"):ok()
    actor:expect_facts({ healthy = true }, "FIX-16")
    actor:serve_one("Init", "FIX-16")
  end,
}
