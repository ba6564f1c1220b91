return scenario {
  summary = "abnormal restarts that are older than the window have left it: after a minute there is room again",
  clauses = { "ACTOR-05", "FIX-17" },
  profile = "actor",
  spawn = false,
  -- a virtual second is 17 ms: the worker's own limits are far away, so that only the window counts
  time = { speed = 60 },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 2 then
      worker:serve { count = 1 }
      worker:wait(1300)
      worker:mark("more than a window")
    elseif worker.generation > 0 then
      worker:serve { count = 1 }
    end
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 2, worker = { startup_timeout_ms = 600000, shutdown_timeout_ms = 600000, request_timeout_ms = 3600000 }, request_timeout_ms = 3600000 }
    for _ = 1, 2 do actor:serve_one("Init") end
    actor:expect_mark("more than a window")
    local call = actor:submit("Init")
    call:ok()
    call:expect_runtime({ retry_count = 1, restarts_total = 3 }, "ACTOR-05")
    actor:expect_facts({ healthy = true }, "ACTOR-05")
  end,
}
