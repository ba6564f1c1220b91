return scenario {
  summary = "a session whose child died unseen is found out at its next use, and is invalid from then on",
  clauses = { "SESSION-02" },
  profile = "session",

  drive = function(sup)
    local session = sup:session()
    sup:child(0):signal("KILL")
    sup:child(0):expect_exit()
    local outcome = session:json_command():outcome()
    check.truth(outcome.error, "a session without a child answers with an error")
    check.truth(outcome.error.kind == "child_panic_or_abort" or outcome.error.kind == "unsupported_request",
      "the child's exit, or an invalid session; it was " .. tostring(outcome.error.kind))
    session:expect_valid(false)
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:expect_spawned(1)
  end,
}
