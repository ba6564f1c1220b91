return scenario {
  summary = "whoever finds a dead child first records its exit, and nobody records it again",
  clauses = { "STATE-01", "STATS-01", "REQ-05" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:meet("up")
    worker:exit(30 + worker.generation)
  end,

  drive = function(sup)
    sup:let("up")
    sup:child(0):expect_exit()
    local status = sup:expect_status("exited")
    check.equal(status.exit.code, 30)
    sup:expect_stats { exits = 1 }
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_status("exited")
    sup:shutdown {}:expect_ok { outcome = "already_exited" }
    sup:expect_stats { exits = 1 }
    sup:cycle():ok()
    sup:let("up")
    sup:child(1):expect_exit()
    sup:health {}:expect_error("child_panic_or_abort")
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 31)
    sup:expect_stats { exits = 2 }
    sup:cycle():ok()
    sup:let("up")
    sup:child(2):expect_exit()
    local report = sup:shutdown {}:expect_ok { outcome = "already_exited" }
    check.equal(report.exit.code, 32)
    sup:expect_stats { exits = 3, restarts = 2 }
    check.equal(sup:snapshot().last_exit.code, 32, "STATS-02")
    sup:expect_gone()
  end,
}
