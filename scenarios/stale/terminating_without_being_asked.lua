return scenario {
  summary = "a terminating that nobody asked for ends the generation at the next request",
  clauses = { "FIX-03" },
  profile = "supervisor",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:terminating()
    worker:mark("wants to go")
    worker:check(worker:next() == nil, "no request is written over stale output")
    worker:hang()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_mark_or_end("wants to go")
    sup:health {}:expect_error("protocol")
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_stats { requests = 1, exits = 1 }
    sup:shutdown {}:expect_ok { outcome = "already_exited" }
  end,
}
