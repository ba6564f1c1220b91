return scenario {
  summary = "a handshake in an envelope of another version is a version mismatch and is refused",
  clauses = { "WIRE-03", "SPAWN-05" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:frame('{"version":9,"message":{"type":"handshake","body":{"worker_version":"w/1","protocol_version":10}}}')
    worker:hang()
  end,

  drive = function(sup)
    sup:spawn { startup_timeout_ms = 8000 }:expect_error("child_panic_or_abort")
    check.equal(sup:child(0):state(), "reaped")
  end,
}
