return scenario {
  summary = "a session that cannot be opened takes the child down again",
  clauses = { "CAP-01" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { open_host_session = function(child) child:error("lean_rs.worker.import_failed", "no such module") end } }
  end,

  drive = function(sup)
    sup:open_capability():expect_error("worker", { code = "lean_rs.worker.import_failed" })
    check.equal(sup:child(0):state(), "reaped")
    sup:open_capability():expect_error("worker")
    sup:expect_spawned(2)
    check.equal(sup:child(1):state(), "reaped")
  end,
}
