local FAR = { startup_timeout_ms = 600000, shutdown_timeout_ms = 600000, request_timeout_ms = 3600000 }

return scenario {
  summary = "the window slides: of two restarts only the older has left, so one more passes and the next is refused",
  clauses = { "ACTOR-05", "FIX-17" },
  profile = "actor",
  spawn = false,
  -- a virtual second is 33 ms: the worker's own limits are far away, so that only the window counts
  time = { speed = 30 },
  timeout_ms = 40000,
  tags = { "restart-storm" },

  -- actor q is a second attempt with four times the window, for a machine that lost too much of the first
  child = function(worker)
    local scale = worker.name == "p" and 1 or 4
    worker:handshake()
    if worker.generation == 1 or worker.generation == 2 then
      worker:serve { count = 1 }
      worker:wait((worker.generation == 1 and 1200 or 900) * scale)
      worker:mark("about half a window")
    elseif worker.generation > 2 then
      worker:serve { count = 1 }
    end
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local function slide(name, window_ms)
      local actor = sup:actor { name = name, restart_limit = 2, restart_window_ms = window_ms, worker = FAR, request_timeout_ms = 3600000 }
      actor:serve_one("Init")
      actor:expect_mark("about half a window")
      local second = sup:clock()
      actor:serve_one("Init")
      actor:expect_mark("about half a window")
      actor:serve_one("Init")
      local call = actor:submit("Init")
      local passed = call:outcome().ok and (sup:clock() - second) * 30 >= window_ms
      return actor, call, passed
    end
    local actor, call, passed = slide("p", 60000)
    if passed then
      actor, call, passed = slide("q", 240000)
      if passed then
        check.inconclusive("the machine let the whole window pass before the restart that it would have refused")
      end
    end
    call:expect_unavailable("restart_limit_exceeded after 2 restarts in .+; .*", { restarts_in_window = 2 })
    actor:expect_facts({ healthy = false, restarts_total = 3 }, "ACTOR-05")
  end,
}
