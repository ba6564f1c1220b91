return scenario {
  summary = "a restart by rss_hard_limit_exceeded counts towards the limit: with a limit of one the next is refused",
  clauses = { "ACTOR-03", "ACTOR-05" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:rss(90000)
      worker:hang()
    end
    worker:serve { count = 1 }
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 1, rss_hard_kill_kib = 65536, rss_sample_interval_ms = 10 }
    actor:submit("Init"):expect_unavailable(nil, { restart_cause = "rss_hard_limit_exceeded" })
    actor:serve_one("Init")
    actor:expect_causes({ rss_hard_limit_exceeded = 1 }, "ACTOR-03")
    actor:submit("Init"):expect_unavailable("restart_limit_exceeded after 1 restarts in 60s; .*",
      { retryable = false, restart_cause = "child_abort", restarts_in_window = 1 })
    actor:expect_facts({ healthy = false, restarts_total = 1 }, "ACTOR-05")
  end,
}
