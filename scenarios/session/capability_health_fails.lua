return scenario {
  summary = "a child that fails its first health check is no capability: no session is tried, no process is left",
  clauses = { "CAP-01" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:error("lean_rs.worker.sick", "not today")
    worker:serve()
  end,

  drive = function(sup)
    local opening = sup:open_capability()
    opening:expect_error("worker", { code = "lean_rs.worker.sick" })
    sup:expect_spawned(1)
    check.equal(sup:child(0):state(), "reaped")
    sup:health():expect_error("unsupported_request")
  end,
}
