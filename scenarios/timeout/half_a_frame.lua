return scenario {
  summary = "a frame that is begun and never finished runs into the deadline, and nothing of it is left for the next generation",
  clauses = { "TIMEOUT-02", "RESTART-08" },
  profile = "supervisor",
  config = { request_timeout_ms = 200 },
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    worker:expect("call_fixture_mul")
    if worker.generation == 0 then
      worker:half('{"version":10,"message":{"type":"response","body":{"status":"u64","value":1}}}', 40)
      worker:hang()
    end
    worker:answer("u64", { value = 2 })
    worker:serve()
  end,

  drive = function(sup)
    local body = { manifest_path = "m", lhs = 1, rhs = 1 }
    local call = sup:request("call_fixture_mul", body)
    call:expect_error("timeout", { operation = "call_fixture_mul" })
    call:not_before(200)
    sup:set_request_timeout(20000)
    sup:request("call_fixture_mul", body):expect_ok { value = 2 }
    sup:expect_snapshot { worker_generation = 1 }
  end,
}
