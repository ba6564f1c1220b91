return scenario {
  summary = "after a cycle the session is invalid, and nothing of it reaches the new child",
  clauses = { "SESSION-02" },
  profile = "session",
  defects = { 9 },

  drive = function(sup)
    local session = sup:session()
    session:json_command():ok()
    sup:cycle():ok()
    session:expect_valid(false)
    for _ = 1, 3 do
      session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    end
    session:stream():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    session:capability_metadata():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    session:capability_doctor():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:health():ok()
    sup:expect_received(1, { "health" })
    sup:expect_stats { requests = 3, stream_requests = 0 }
  end,
}
