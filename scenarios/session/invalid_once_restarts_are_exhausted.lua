return scenario {
  summary = "a session of a worker whose restarts are used up is invalid, not merely refused",
  clauses = { "SESSION-02", "RESTART-09" },
  profile = "session",
  config = { restart_limit = { max = 1, window_ms = 60000 } },

  drive = function(sup)
    sup:cycle():ok()
    local session = sup:session()
    sup:cycle():expect_error("restart_limit_exceeded", nil, "RESTART-09")
    session:expect_valid(false)
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    check.equal(sup:child(1):state(), "reaped", "RESTART-09")
  end,
}
