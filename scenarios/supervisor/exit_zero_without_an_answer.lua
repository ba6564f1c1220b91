return scenario {
  summary = "a child that ends with status 0 before its answer is child_exited, reaped, and not replaced by itself",
  clauses = { "REQ-08", "EXIT-01", "REQ-05" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:exit(0)
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_exited")
    check.equal(e.exit.success, true, "EXIT-01")
    check.equal(e.exit.code, 0, "EXIT-01")
    check.equal(e.exit.status, "exit status: 0", "EXIT-01")
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_status("exited")
    for _ = 1, 3 do
      e = sup:health {}:expect_error("child_exited")
      check.equal(e.exit.code, 0, "REQ-05")
    end
    sup:expect_stats { requests = 1, exits = 1, restarts = 0 }
    sup:expect_spawned(1)
    sup:drop():ok()
    sup:expect_gone()
  end,
}
