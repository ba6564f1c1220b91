return scenario {
  summary = "a child that dies in both attempts makes the job unavailable and retryable, and the actor stays healthy",
  clauses = { "ACTOR-09", "ACTOR-11", "ACTOR-14" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit("Init")
    call:expect_unavailable("worker_died_after_retry: .*",
      { retryable = true, worker_restarted = true, restart_cause = "child_abort", limit_kib = check.null, retry_after_millis = check.null })
    call:expect_runtime { retry_count = 1, worker_generation = 2, worker_restarted = true }
    actor:expect_spawned(2)
    actor:expect_facts { healthy = true, worker_generation = 2 }
    actor:serve_one("Init")
  end,
}
