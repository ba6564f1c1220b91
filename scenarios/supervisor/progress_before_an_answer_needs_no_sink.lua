return scenario {
  summary = "progress and diagnostics of a request without sinks are dropped silently",
  clauses = { "STREAM-02" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:progress("warming", 1, 2)
    worker:diagnostic("note", "still here")
    worker:progress("warming", 2)
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 2, exits = 0 }
  end,
}
