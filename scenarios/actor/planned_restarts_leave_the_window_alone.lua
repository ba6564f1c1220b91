return scenario {
  summary = "planned restarts take up no room in the window and make none: abnormal ones between them are counted, and no others",
  clauses = { "ACTOR-03", "ACTOR-05" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    if worker.generation == 4 or worker.generation == 7 or worker.generation == 10 then worker:abort() end
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 2, worker = { policy = { max_requests = 1 } } }
    for _ = 1, 4 do actor:serve_one("Init") end
    local call = actor:submit("Init")
    call:ok()
    call:expect_runtime { retry_count = 1, worker_generation = 6 }
    call:expect_causes { max_requests = 4, child_abort = 1 }
    actor:expect_facts { healthy = true }
    -- a child serves one job: of the next five the second and the fourth meet one that aborts
    for _ = 1, 3 do actor:serve_one("Init") end
    actor:expect_causes { max_requests = 7, child_abort = 2 }
    actor:submit("Init"):expect_unavailable("restart_limit_exceeded after 2 restarts in 60s; .*", { restarts_in_window = 2 }, "ACTOR-05")
  end,
}
