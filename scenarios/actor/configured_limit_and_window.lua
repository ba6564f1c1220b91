return scenario {
  summary = "limit and window are the configured ones, in the refusal and in its text",
  clauses = { "ACTOR-05", "ACTOR-11" },
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
    local actor = sup:actor { restart_limit = 1, restart_window_ms = 90500 }
    actor:serve_one("Init")
    actor:submit("Init"):expect_unavailable("restart_limit_exceeded after 1 restarts in .+; latest: .+", {
      retryable = false, retry_after_millis = 90500, restarts_in_window = 1, window_millis = 90500,
    })
  end,
}
