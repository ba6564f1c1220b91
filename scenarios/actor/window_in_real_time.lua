return scenario {
  summary = "a short window passes in real time, too",
  clauses = { "ACTOR-05" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 1 then
      worker:serve { count = 1 }
      worker:wait(400)
      worker:mark("more than a window")
    elseif worker.generation > 1 then
      worker:serve { count = 1 }
    end
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 1, restart_window_ms = 300 }
    actor:serve_one("Init")
    actor:expect_mark("more than a window")
    actor:serve_one("Init")
    actor:expect_facts({ healthy = true, restarts_total = 2 }, "ACTOR-05")
  end,
}
