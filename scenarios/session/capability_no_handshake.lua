return scenario {
  summary = "a child that speaks another protocol version is no capability",
  clauses = { "CAP-01", "SPAWN-05" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake { protocol = 9, configure = false }
    worker:hang()
  end,

  drive = function(sup)
    local outcome = sup:open_capability():outcome()
    check.truth(outcome.error, "the start fails")
    check.truth(outcome.error.kind == "child_exited" or outcome.error.kind == "child_panic_or_abort" or
      outcome.error.kind == "handshake", "an error about the handshake; it was " .. tostring(outcome.error.kind), "SPAWN-05")
    check.equal(sup:child(0):state(), "reaped")
  end,
}
