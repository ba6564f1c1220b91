return scenario {
  summary = "a child that aborts while its session is opened is reported with its exit, and nothing is left",
  clauses = { "CAP-01", "EXIT-03" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:answer("health_ok")
    worker:expect("open_host_session")
    worker:stderr("out of heart\n")
    worker:abort()
  end,

  drive = function(sup)
    local e = sup:open_capability():expect_error("child_panic_or_abort")
    check.match(e.exit.diagnostics, "out of heart", "EXIT-03")
    check.equal(sup:child(0):state(), "reaped")
  end,
}
