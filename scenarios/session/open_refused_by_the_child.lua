return scenario {
  summary = "a child that refuses a session leaves the worker usable, and no session",
  clauses = { "SESSION-01", "SESSION-02" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:expect("open_host_session")
    worker:error("lean_rs.worker.import_failed", "no such module")
    worker:serve()
  end,

  drive = function(sup)
    local opening = sup:open_session()
    opening:expect_error("worker", { code = "lean_rs.worker.import_failed" })
    opening.session:json_command():expect_error("unsupported_request", nil, "SESSION-02")
    sup:health():ok()
    sup:expect_received(0, { "open_host_session", "health" })
    sup:session():json_command():ok()
  end,
}
