return scenario {
  summary = "where no child comes up for a while the value is kept, and a later job is served again",
  clauses = { "FIX-16", "FIX-15" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    if worker.generation == 1 or worker.generation == 2 then worker:exit(9) end
    worker:handshake()
    worker:expect("health")
    if worker.generation == 0 then worker:rss(90000) end
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 65536, restart_limit = 10 }
    actor:submit("Init"):ok()
    local second = actor:submit("Init"):outcome()
    if second.error then
      if second.error.kind == "unavailable" then check.equal(second.error.retryable, true, "FIX-15") end -- or the error of the start
      actor:serve_one("Init", "FIX-15")
    end
    actor:expect_facts({ healthy = true }, "FIX-15")
  end,
}
