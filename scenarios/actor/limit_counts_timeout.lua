return scenario {
  summary = "a restart by timeout counts towards the limit: with a limit of one the next is refused",
  clauses = { "ACTOR-03", "ACTOR-05" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve { count = 1 }
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 1, request_timeout_ms = 1000 }
    actor:submit("Init"):expect_unavailable("timeout: .*")
    actor:serve_one("Init")
    actor:expect_causes({ timeout = 1 }, "ACTOR-03")
    actor:submit("Init"):expect_unavailable("restart_limit_exceeded after 1 restarts in 60s; .*",
      { retryable = false, restart_cause = "child_abort", restarts_in_window = 1 })
    actor:expect_facts({ healthy = false, restarts_total = 1 }, "ACTOR-05")
  end,
}
