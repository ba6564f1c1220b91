return scenario {
  summary = "a child that leaves in the middle of a command with status 0 ends the session",
  clauses = { "SESSION-02", "REQ-08" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child) child:exit(0) end } }
  end,

  drive = function(sup)
    local session = sup:session()
    local e = session:json_command():expect_error("child_exited")
    check.equal(e.exit.success, true, "REQ-08")
    session:expect_valid(false)
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
  end,
}
