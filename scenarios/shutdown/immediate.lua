return scenario {
  summary = "an immediate shutdown kills without asking",
  clauses = { "SHUT-01", "SHUT-05" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 8000 },

  child = function(worker)
    worker:ignore("TERM")
    worker:handshake()
    worker:serve { count = 1 }
    worker:check(worker:next() == nil, "a child that is to be killed is not asked to leave")
    worker:hang()
  end,

  drive = function(sup)
    sup:health {}:ok()
    local call = sup:shutdown { mode = "immediate" }
    local report = call:expect_ok { outcome = "kill_only" }
    call:within(4000)
    check.equal(report.exit.signal, 9)
    check.truth(report.kill_elapsed_ms ~= nil and report.kill_elapsed_ms ~= json.null, "the kill is timed")
    sup:expect_received(0, { "health" })
    sup:expect_gone()
    sup:expect_stats { exits = 1 }
  end,
}
