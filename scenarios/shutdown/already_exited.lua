return scenario {
  summary = "a child that is gone already is reported as it went, with what it said: no wait, no kill, gracefully or at once",
  clauses = { "SHUT-01", "STATE-01", "EXIT-03" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:stderr("a word before leaving\n")
    worker:exit(6)
  end,

  drive = function(sup)
    sup:child(0):expect_exit()
    local report = sup:shutdown {}:expect_ok { outcome = "already_exited", kill_elapsed_ms = check.null }
    check.at_most(report.wait_elapsed_ms, report.elapsed_ms)
    check.equal(report.exit.code, 6)
    check.match(report.exit.diagnostics, "a word before leaving", "EXIT-03")
    report = sup:shutdown { mode = "immediate" }:expect_ok { outcome = "already_exited", kill_elapsed_ms = check.null }
    check.equal(report.exit.code, 6)
    check.match(report.exit.diagnostics, "a word before leaving", "EXIT-03")
    sup:expect_stats { exits = 1 }
    sup:expect_gone()
  end,
}
