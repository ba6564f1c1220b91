return scenario {
  summary = "a child that ended with status 0 between requests is child_exited at the next one",
  clauses = { "REQ-05", "EXIT-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:exit(0)
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:child(0):expect_exit()
    local e = sup:health {}:expect_error("child_exited")
    check.equal(e.exit.success, true, "EXIT-01")
    sup:health {}:expect_error("child_exited")
    sup:expect_stats { requests = 1, exits = 1 }
  end,
}
