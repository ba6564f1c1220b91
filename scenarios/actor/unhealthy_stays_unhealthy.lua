return scenario {
  summary = "a project that turned unhealthy serves no later job, and says so at once",
  clauses = { "ACTOR-05", "FIX-17", "ACTOR-02" },
  profile = "actor",
  spawn = false,

  -- one death for each job: a child serves the attempt that it was made for, and dies at the next job
  child = function(worker)
    worker:handshake()
    if worker.generation > 0 then worker:serve { count = 1 } end
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 1 }
    actor:serve_one("Init")
    actor:submit("Init"):expect_error("unavailable")
    for _ = 1, 3 do
      local call = actor:submit("Init")
      call:expect_error("unavailable", { retryable = false, retry_after_millis = check.null_or(60000), worker_restarted = false }, "ACTOR-05")
      call:within(2000, "ACTOR-02")
    end
    actor:expect_spawned(2)
    actor:expect_facts({ healthy = false, restarts_total = 1 }, "ACTOR-05")
  end,
}
