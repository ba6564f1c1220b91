return scenario {
  summary = "the configured frame cap holds for the handshake already",
  clauses = { "WIRE-07", "SPAWN-04" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    local version = string.rep("v", worker.name == "a" and 1200000 or 70000)
    worker:frame('{"version":10,"message":{"type":"handshake","body":{"worker_version":"' .. version .. '","protocol_version":10}}}')
    worker:configure()
    worker:serve()
  end,

  drive = function(sup)
    sup:spawn { max_frame_bytes = 2097152 }:expect_ok { protocol_version = 10 }
    sup:health {}:ok()
    local tight = sup:worker("b")
    tight:spawn { max_frame_bytes = 65536, startup_timeout_ms = 8000 }:expect_error("child_panic_or_abort")
    check.equal(tight:child(0):state(), "reaped")
  end,
}
