return scenario {
  summary = "a terminating that arrives byte by byte is one",
  clauses = { "SHUT-01", "WIRE-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 6000 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:dribble('{"version":10,"message":{"type":"response","body":{"status":"terminating"}}}', 1)
    worker:exit(0)
  end,

  drive = function(sup)
    sup:shutdown {}:expect_ok { outcome = "graceful" }
    sup:expect_gone()
  end,
}
