return scenario {
  summary = "the jobs that wait behind a refused restart are answered, not retryable, with the time to wait",
  clauses = { "FIX-17", "ACTOR-02" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    if worker.generation == 1 then
      worker:answer("health_ok", {})
      worker:expect("health")
      worker:meet("the last one")
    end
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 1 }
    actor:serve_one("Init")
    local last = actor:submit("Init")
    actor:at("the last one")
    local waiting = { actor:submit("Init"), actor:submit("Std"), actor:submit("Init") }
    actor:let("the last one")
    last:expect_unavailable("restart_limit_exceeded after 1 restarts in 60s; .*", { retryable = false })
    for _, call in ipairs(waiting) do
      call:expect_unavailable("project_shutting_down", { retryable = false, retry_after_millis = 60000 })
    end
    check.equal(waiting[2]:outcome().error.imports, { "Std" }, "ACTOR-02")
    actor:expect_spawned(2)
  end,
}
