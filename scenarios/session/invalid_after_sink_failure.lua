return scenario {
  summary = "a row sink that fails ends the child, and the session with it",
  clauses = { "SESSION-02", "STREAM-03" },
  profile = "session",

  drive = function(sup)
    local session = sup:session()
    session:stream { sink = { fail_at_row = 0 } }:expect_error("data_sink_panic", nil, "STREAM-03")
    session:expect_valid(false)
    session:stream():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
  end,
}
