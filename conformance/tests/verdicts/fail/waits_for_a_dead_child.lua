return scenario {
  summary = "waiting for a child that has ended fails at once, not at the end of the time",
  clauses = { "REQ-08" },
  profile = "supervisor",
  timeout_ms = 60000,
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:exit(1)
  end,
  drive = function(sup)
    sup:health {}:expect_error("child_panic_or_abort")
    sup:let("never reached")
  end,
}
