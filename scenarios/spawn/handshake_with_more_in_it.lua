return scenario {
  summary = "a handshake with fields that a parent does not know, or in another order, is valid",
  clauses = { "WIRE-04", "SPAWN-04" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:frame(' {"message":{"since":1,"type":"handshake","body":{"protocol_version":10,"features":["a",{}],"worker_version":"w\\u002f1"}},"version":10} ')
    worker:configure()
    worker:serve()
  end,

  drive = function(sup)
    sup:spawn {}:expect_ok { worker_version = "w/1", protocol_version = 10 }
    sup:health {}:ok()
  end,
}
