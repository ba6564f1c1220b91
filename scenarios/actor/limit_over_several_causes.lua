return scenario {
  summary = "abnormal restarts of different causes fill one window",
  clauses = { "ACTOR-05", "ACTOR-03" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:exit(0)
    elseif worker.generation == 1 then
      worker:serve { count = 1 }
      worker:expect("health")
      worker:hang()
    elseif worker.generation == 2 then
      worker:expect("health")
      worker:error("lean_rs.worker.session_missing", "no session is open")
      worker:serve()
    else
      worker:serve { count = 1 }
      worker:expect("health")
      worker:abort()
    end
  end,

  drive = function(sup)
    local actor = sup:actor { request_timeout_ms = 1000 }
    actor:serve_one("Init")
    actor:submit("Init"):expect_unavailable("timeout: .*")
    actor:serve_one("Init")
    actor:expect_causes({ child_exit = 1, timeout = 1, session_missing = 1 }, "ACTOR-03")
    actor:submit("Init"):expect_unavailable("restart_limit_exceeded after 3 restarts in 60s; .*", { restart_cause = "child_abort" })
  end,
}
