return scenario {
  summary = "after a cycle the session is answered unsupported_request, operation worker_session_invalidated",
  clauses = { "SESSION-02" },
  profile = "session",
  drive = function(sup)
    local session = sup:session()
    sup:cycle():ok()
    check.truth(session:status().valid == false, "session_status says `valid`: false")
    local e = session:json_command():expect_error("unsupported_request")
    check.truth(e.operation == "worker_session_invalidated", "the error has `operation`: worker_session_invalidated")
    sup:session { session = "s1" }:json_command():ok()
  end,
}
