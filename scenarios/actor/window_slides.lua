return scenario {
  summary = "the window slides: of two restarts only the older has left, so one more passes and the next is refused",
  clauses = { "ACTOR-05", "FIX-17" },
  profile = "actor",
  spawn = false,
  -- a virtual second is 33 ms: the worker's own limits are far away, so that only the window counts
  time = { speed = 30 },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 1 or worker.generation == 2 then
      worker:serve { count = 1 }
      worker:wait(worker.generation == 1 and 1200 or 900)
      worker:mark("about half a window")
    elseif worker.generation > 2 then
      worker:serve { count = 1 }
    end
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 2, worker = { startup_timeout_ms = 600000, shutdown_timeout_ms = 600000, request_timeout_ms = 3600000 }, request_timeout_ms = 3600000 }
    actor:serve_one("Init")
    actor:expect_mark("about half a window")
    local second = sup:clock()
    actor:serve_one("Init")
    actor:expect_mark("about half a window")
    actor:serve_one("Init")
    local call = actor:submit("Init")
    if call:outcome().ok and sup:clock() - second >= 2000 then
      check.inconclusive("the machine let the whole window pass before the restart that it would have refused")
    end
    call:expect_unavailable("restart_limit_exceeded after 2 restarts in 60s; .*", { restarts_in_window = 2 })
    actor:expect_facts({ healthy = false, restarts_total = 3 }, "ACTOR-05")
  end,
}
