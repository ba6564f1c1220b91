return scenario {
  summary = "a session whose worker was dropped is invalid, also when another worker gets its name",
  clauses = { "SESSION-02" },
  profile = "session",

  drive = function(sup)
    local session = sup:session()
    sup:drop():ok()
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:spawn():ok()
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    session:expect_valid(false)
    sup:session():json_command():ok()
    sup:expect_received(1, { "open_host_session", "json_command" })
  end,
}
