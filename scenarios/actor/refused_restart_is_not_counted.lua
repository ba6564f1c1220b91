return scenario {
  summary = "the restart that was refused is in no count, and no child was started for it",
  clauses = { "FIX-17", "ACTOR-05", "ACTOR-10" },
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
    local actor = sup:actor { restart_limit = 2 }
    for _ = 1, 2 do actor:serve_one("Init") end
    local call = actor:submit("Init")
    call:expect_unavailable("restart_limit_exceeded after 2 restarts in 60s; .*", { retryable = false, restarts_in_window = 2 })
    call:expect_causes({ child_abort = 2 }, "FIX-17")
    actor:expect_causes({ child_abort = 2 }, "FIX-17")
    check.equal(#actor:facts().events, 2, "FIX-17")
    actor:expect_spawned(3)
  end,
}
