return scenario {
  summary = "a child that aborts before its answer is child_panic_or_abort with signal 6 and no code",
  clauses = { "REQ-08", "EXIT-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.success, false, "EXIT-01")
    check.equal(e.exit.signal, 6, "EXIT-01")
    check.truth(e.exit.code == nil or e.exit.code == json.null, "there is no exit code", "EXIT-01")
    check.match(e.exit.status, "^signal: 6 %(SIGABRT%)", "EXIT-01")
    local status = sup:expect_status("exited")
    check.equal(status.exit.signal, 6)
    sup:expect_stats { exits = 1, restarts = 0 }
    sup:expect_spawned(1)
  end,
}
