return scenario {
  summary = "an answer of the wrong status to the opening is a protocol error that leaves the worker usable",
  clauses = { "SESSION-01", "REQ-07" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:expect("open_host_session")
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:open_session():expect_error("protocol")
    sup:health():ok("REQ-07")
    sup:expect_stats { requests = 2, imports = 1, restarts = 0 }
  end,
}
