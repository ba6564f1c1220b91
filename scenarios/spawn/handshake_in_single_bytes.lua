return scenario {
  summary = "a handshake that arrives byte by byte is accepted",
  clauses = { "SPAWN-04", "WIRE-01" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:dribble('{"version":10,"message":{"type":"handshake","body":{"worker_version":"slow/1","protocol_version":10}}}', 1)
    worker:configure()
    worker:serve()
  end,

  drive = function(sup)
    sup:spawn {}:expect_ok { worker_version = "slow/1", protocol_version = 10 }
    sup:health {}:ok()
  end,
}
