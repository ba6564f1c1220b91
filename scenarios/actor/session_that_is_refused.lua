return scenario {
  summary = "a session that the child refuses fails the opening with the child's error, and no process is left",
  clauses = { "ACTOR-09", "SESSION-01" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:expect("open_host_session")
    worker:error("demo.no_such_import", "there is no Init here")
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:actor_open { session = { project_root = "/project", mode = { kind = "shims_only" }, imports = { "Init" } } }
    call:expect_opening_error("worker", { code = "demo.no_such_import" })
    call.actor:expect_reaped()
  end,
}
