return scenario {
  summary = "a frame that is no JSON ends the child, and the session with it",
  clauses = { "SESSION-02", "FIX-01" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child)
      child:frame("not JSON")
      child:hang()
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    session:json_command():expect_error("protocol")
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    session:expect_valid(false)
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
  end,
}
