return scenario {
  summary = "after a shutdown the session is invalid",
  clauses = { "SESSION-02" },
  profile = "session",

  drive = function(sup)
    local session = sup:session()
    sup:shutdown():expect_ok { outcome = "graceful" }
    session:expect_valid(false)
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:expect_spawned(1)
    sup:expect_gone()
  end,
}
