return scenario {
  summary = "each child is given the session before its first job, also after a death",
  clauses = { "ACTOR-09", "SESSION-01" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 2 }
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { session = { project_root = "/project", mode = { kind = "shims_only" }, imports = { "Init" } } }
    actor:expect_received(0, { "open_host_session" })
    actor:serve_one("Init")
    local call = actor:submit("Init")
    call:ok()
    call:expect_causes { child_abort = 1 }
    actor:expect_received(0, { "open_host_session", "health", "health" })
    actor:expect_received(1, { "open_host_session", "health" })
  end,
}
