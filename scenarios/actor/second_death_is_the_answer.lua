local HARD_LIMIT_KIB = 16777216 -- the default

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
    call:expect_unavailable("worker_died_after_retry: .*", {
      retryable = true, worker_restarted = true, restart_cause = "child_abort", limit_kib = check.null_or(HARD_LIMIT_KIB),
      retry_after_millis = check.null,
    })
    local runtime = call:expect_runtime { retry_count = 1, worker_restarted = true }
    -- the next worker is made by the next job, or at once
    if runtime.worker_generation ~= 3 then check.equal(runtime.worker_generation, 2, "ACTOR-08") end
    actor:expect_facts { healthy = true, worker_generation = runtime.worker_generation }
    actor:serve_one("Init")
    actor:expect_received(2, { "health" })
  end,
}
