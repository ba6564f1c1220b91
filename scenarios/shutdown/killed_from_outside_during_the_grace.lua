return scenario {
  summary = "a child that somebody else kills during the grace has left: graceful, with that signal, and no kill of ours",
  clauses = { "SHUT-01", "EXIT-01", "STATS-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 8000 },
  needs = { "concurrent" },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:mark("asked to leave")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    sup:expect_mark("asked to leave")
    sup:child(0):signal("KILL")
    local report = call:expect_ok { outcome = "graceful", kill_elapsed_ms = check.null }
    check.equal(report.exit.signal, 9, "EXIT-01")
    call:within(5000)
    sup:expect_stats({ exits = 1 }, "STATS-01")
    sup:expect_gone()
  end,
}
