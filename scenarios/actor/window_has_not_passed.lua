return scenario {
  summary = "abnormal restarts that are younger than the window still fill it after half of it",
  clauses = { "ACTOR-05" },
  profile = "actor",
  spawn = false,
  -- a virtual second is 33 ms: the worker's own limits are far away, so that only the window counts
  time = { speed = 30 },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 2 then
      worker:serve { count = 1 }
      worker:wait(1000)
      worker:mark("half a window")
    elseif worker.generation > 0 then
      worker:serve { count = 1 }
    end
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 2, worker = { startup_timeout_ms = 600000, shutdown_timeout_ms = 600000, request_timeout_ms = 3600000 }, request_timeout_ms = 3600000 }
    local before = sup:clock()
    for _ = 1, 2 do actor:serve_one("Init") end
    actor:expect_mark("half a window")
    local call = actor:submit("Init")
    if call:outcome().ok and sup:clock() - before >= 2000 then
      check.inconclusive("the machine let the whole window pass before the restart that it would have refused")
    end
    call:expect_unavailable("restart_limit_exceeded after 2 restarts in 60s; .*", { restarts_in_window = 2 })
  end,
}
