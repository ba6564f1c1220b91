return scenario {
  summary = "a stream that makes the policy replace the child fails before any row, and the session is invalid",
  clauses = { "FIX-21" },
  profile = "session",
  defects = { 13 },
  config = { policy = { max_requests = 1 } },

  drive = function(sup)
    local session = sup:session()
    local stream = session:stream()
    stream:expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    stream:expect_rows(0)
    session:expect_valid(false)
    sup:expect_stats { stream_requests = 0, stream_failures = 0 }
    sup:expect_received(0, { "open_host_session", "terminate" })
  end,
}
