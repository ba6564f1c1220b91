return scenario {
  summary = "a child that somebody killed between requests is reported with that signal, and a cycle replaces it",
  clauses = { "REQ-05", "EXIT-01", "STATE-01" },
  profile = "supervisor",

  drive = function(sup)
    sup:health {}:ok()
    sup:child(0):signal("KILL")
    sup:child(0):expect_exit()
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.signal, 9)
    check.equal(e.exit.status, "signal: 9 (SIGKILL)", "EXIT-01")
    sup:cycle():ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 2, exits = 1, restarts = 1, explicit_cycles = 1 }
    sup:expect_snapshot { worker_generation = 1 }
  end,
}
