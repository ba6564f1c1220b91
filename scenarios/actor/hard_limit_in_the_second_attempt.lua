return scenario {
  summary = "a hard memory limit that is hit in the second attempt is as final as in the first",
  clauses = { "ACTOR-09", "ACTOR-11" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      worker:expect("health")
      if worker.generation == 0 then worker:abort() end
      worker:rss(90000)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_hard_kill_kib = 65536, rss_sample_interval_ms = 10 }
    local call = actor:submit("Init")
    call:expect_unavailable(nil, { retryable = false, worker_restarted = true, restart_cause = "rss_hard_limit_exceeded", limit_kib = 65536 })
    call:expect_runtime { retry_count = 1 }
    call:expect_causes { child_abort = 1, rss_hard_limit_exceeded = 1 }
  end,
}
