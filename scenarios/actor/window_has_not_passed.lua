local FAR = { startup_timeout_ms = 600000, shutdown_timeout_ms = 600000, request_timeout_ms = 3600000 }

return scenario {
  summary = "abnormal restarts that are younger than the window still fill it after half of it",
  clauses = { "ACTOR-05" },
  profile = "actor",
  spawn = false,
  -- a virtual second is 33 ms: the worker's own limits are far away, so that only the window counts
  time = { speed = 30 },
  timeout_ms = 30000,
  tags = { "restart-storm" },

  -- actor q is a second attempt with four times the window, for a machine that lost too much of the first
  child = function(worker)
    worker:handshake()
    if worker.generation == 2 then
      worker:serve { count = 1 }
      worker:wait(worker.name == "p" and 1000 or 4000)
      worker:mark("half a window")
    elseif worker.generation > 0 then
      worker:serve { count = 1 }
    end
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local function fill(name, window_ms)
      local actor = sup:actor { name = name, restart_limit = 2, restart_window_ms = window_ms, worker = FAR, request_timeout_ms = 3600000 }
      local before = sup:clock()
      for _ = 1, 2 do actor:serve_one("Init") end
      actor:expect_mark("half a window")
      local call = actor:submit("Init")
      local passed = call:outcome().ok and (sup:clock() - before) * 30 >= window_ms
      return call, passed
    end
    local call, passed = fill("p", 60000)
    if passed then
      call, passed = fill("q", 240000)
      if passed then
        check.inconclusive("the machine let the whole window pass before the restart that it would have refused")
      end
    end
    call:expect_unavailable("restart_limit_exceeded after 2 restarts in .+; .*", { restarts_in_window = 2 })
  end,
}
