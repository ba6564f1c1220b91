return scenario {
  summary = "a child that a signal ends before its handshake is child_panic_or_abort with that signal",
  clauses = { "SPAWN-05", "EXIT-01", "EXIT-03" },
  profile = "supervisor",
  spawn = false,
  defects = { 1 },

  child = function(worker)
    worker:stderr("about to fall\n")
    worker:kill("SEGV")
  end,

  drive = function(sup)
    local e = sup:spawn {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.signal, 11, "EXIT-01")
    check.match(e.exit.status, "^signal: 11 %(SIGSEGV%)", "EXIT-01")
    check.match(e.exit.diagnostics, "about to fall", "EXIT-03")
    check.equal(sup:child(0):state(), "reaped")
  end,
}
