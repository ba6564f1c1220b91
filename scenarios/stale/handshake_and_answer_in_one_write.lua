return scenario {
  summary = "bytes behind the handshake are stale output too: no first request is answered by them",
  clauses = { "FIX-03", "WIRE-08" },
  profile = "supervisor",
  spawn = false,
  tags = { "stale-frames" },

  child = function(worker)
    worker:cork()
    worker:frame('{"version":10,"message":{"type":"handshake","body":{"worker_version":"eager/1","protocol_version":10}}}')
    worker:answer("health_ok")
    worker:uncork()
    worker:configure()
    worker:check(worker:next() == nil, "no request is written over stale output")
    worker:hang()
  end,

  drive = function(sup)
    local outcome = sup:spawn {}:outcome()
    if outcome.ok then
      sup:health {}:expect_error("protocol")
      sup:expect_stats { requests = 0 }
      check.equal(sup:child(0):state(), "reaped", "FIX-01")
    end
    sup:expect_received(0, {})
  end,
}
