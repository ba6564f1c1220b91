return scenario {
  summary = "of abnormal restarts three pass, and the fourth is refused: the project turns unhealthy for good",
  clauses = { "ACTOR-05", "ACTOR-09", "ACTOR-14" },
  profile = "actor",
  spawn = false,
  tags = { "restart-storm" },

  -- one death for each job: a child serves the attempt that it was made for, and dies at the next job
  child = function(worker)
    worker:handshake()
    if worker.generation > 0 then worker:serve { count = 1 } end
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor()
    for _ = 1, 3 do actor:submit("Init"):expect_runtime({ retry_count = 1 }, "ACTOR-09") end
    actor:expect_facts({ healthy = true, restarts_total = 3 }, "ACTOR-05")
    actor:submit("Init"):expect_unavailable("restart_limit_exceeded after 3 restarts in 60s; latest: .+", {
      retryable = false, worker_restarted = false, restart_cause = "child_abort", retry_after_millis = 60000, restarts_in_window = 3,
      window_millis = 60000,
    })
    local facts = actor:expect_facts({ healthy = false }, "ACTOR-05")
    check.match(facts.unhealthy_reason, ".", "ACTOR-05")
    actor:stop():ok()
    actor:expect_gone()
  end,
}
