return scenario {
  summary = "a handshake that names another protocol version is refused, and the child is gone",
  clauses = { "SPAWN-05" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:frame('{"version":10,"message":{"type":"handshake","body":{"worker_version":"w/1","protocol_version":'
      .. (worker.generation == 0 and 9 or 11) .. "}}}")
    worker:hang()
  end,

  drive = function(sup)
    sup:spawn { startup_timeout_ms = 8000 }:expect_error("child_panic_or_abort")
    sup:spawn { startup_timeout_ms = 8000 }:expect_error("child_panic_or_abort")
    sup:expect_reaped()
  end,
}
