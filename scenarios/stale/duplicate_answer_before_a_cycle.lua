return scenario {
  summary = "a left-over answer does not keep a cycle from going through, and is no answer to terminate",
  clauses = { "RESTART-08", "SHUT-01", "FIX-03" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 2000 },
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:answer("health_ok")
      worker:mark("said it twice")
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_mark_or_end("said it twice")
    sup:cycle():ok()
    check.equal(sup:child(0):state(), "reaped")
    sup:health {}:ok()
    sup:expect_stats { requests = 2, exits = 1, restarts = 1 }
    sup:expect_received(1, { "health" })
  end,
}
