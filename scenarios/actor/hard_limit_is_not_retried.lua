return scenario {
  summary = "a job whose child hits the hard limit is unavailable, not retryable, and was sent once",
  clauses = { "ACTOR-09", "ACTOR-04", "ACTOR-11", "ACTOR-12" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:rss(90000)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_hard_kill_kib = 65536, rss_sample_interval_ms = 10 }
    local call = actor:submit("Init")
    call:expect_unavailable(nil, {
      retryable = false, worker_restarted = true, restart_cause = "rss_hard_limit_exceeded", limit_kib = 65536,
      retry_after_millis = check.null,
    })
    call:expect_runtime { retry_count = 0, worker_generation = 2, worker_restarted = true }
    call:expect_causes { rss_hard_limit_exceeded = 1 }
    actor:expect_facts { healthy = true }
    actor:serve_one("Init")
    local level = actor:facts().runtime.last_restart.level
    if level ~= nil and level ~= json.null then check.equal(level, "warn", "ACTOR-12") end
  end,
}
