return scenario {
  summary = "a time-out in the session replaces the child, and the session with it",
  clauses = { "SESSION-02", "FIX-20" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation == 0 and { json_command = function(child) child:hang() end } or {} }
  end,

  drive = function(sup)
    local session = sup:session()
    sup:set_request_timeout(300)
    session:json_command():expect_error("timeout", { operation = "worker_json_command" })
    sup:set_request_timeout(20000)
    session:expect_valid(false)
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:health():ok()
    sup:expect_received(1, { "health" })
  end,
}
