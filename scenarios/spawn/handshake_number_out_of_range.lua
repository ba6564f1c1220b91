return scenario {
  summary = "a handshake with a protocol version beyond 16 bits, or without one, does not decode",
  clauses = { "WIRE-04", "SPAWN-05" },
  profile = "supervisor",
  spawn = false,
  timeout_ms = 30000,

  child = function(worker)
    local bodies = {
      '{"worker_version":"w/1","protocol_version":65546}', '{"worker_version":"w/1","protocol_version":10.0}',
      '{"worker_version":"w/1"}', '{"protocol_version":10}', '{"worker_version":"w/1","protocol_version":"10"}',
      '{"worker_version":"w/1","protocol_version":10,"protocol_version":10}',
    }
    worker:frame('{"version":10,"message":{"type":"handshake","body":' .. bodies[worker.generation + 1] .. "}}")
    worker:hang()
  end,

  drive = function(sup)
    for _ = 1, 6 do
      local e = sup:spawn { startup_timeout_ms = 8000 }:expect_error("child_panic_or_abort")
      check.equal(e.exit.signal, 9, "SPAWN-05")
    end
    sup:expect_reaped("SPAWN-05")
  end,
}
