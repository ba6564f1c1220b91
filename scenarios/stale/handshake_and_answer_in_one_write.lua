return scenario {
  summary = "bytes behind the handshake are stale output too, also a replacement's: no first request is answered by them",
  clauses = { "FIX-03", "WIRE-08", "RESTART-08" },
  profile = "supervisor",
  spawn = false,
  tags = { "stale-frames" },

  child = function(worker)
    if worker.name == "late" and worker.generation == 0 then
      worker:handshake()
      worker:serve()
    end
    worker:cork()
    worker:frame('{"version":10,"message":{"type":"handshake","body":{"worker_version":"eager/1","protocol_version":10}}}')
    worker:answer("health_ok")
    worker:uncork()
    worker:configure()
    worker:check(worker:next() == nil, "no request is written over stale output")
    worker:hang()
  end,

  drive = function(sup)
    -- nothing is looked at before the request: who was told of the end by stats answers with the recorded exit
    local function expect_unserved(worker, outcome, generation, requests)
      if outcome.ok then
        worker:health {}:expect_error("protocol")
        worker:expect_stats { requests = requests }
        check.equal(worker:child(generation):state(), "reaped", "FIX-01")
      end
      worker:expect_received(generation, {})
    end
    expect_unserved(sup, sup:spawn {}:outcome(), 0, 0)
    local late = sup:worker("late")
    late:spawn {}:ok()
    late:health {}:ok()
    expect_unserved(late, late:cycle():outcome(), 1, 1)
  end,
}
