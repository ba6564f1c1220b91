return scenario {
  summary = "a child that ends in the middle of its handshake gives its own exit, not a kill",
  clauses = { "SPAWN-05", "WIRE-06" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:half('{"version":10,"message":{"type":"handshake","body":{"worker_version":"w/1","protocol_version":10}}}', 20)
    worker:exit(worker.generation == 0 and 0 or 7)
  end,

  drive = function(sup)
    local e = sup:spawn {}:expect_error("child_exited")
    check.equal(e.exit.code, 0)
    e = sup:spawn {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 7)
    sup:expect_reaped()
  end,
}
