return scenario {
  summary = "an answer that the killed child had half written does not complete the request of the next",
  clauses = { "REQ-12", "RESTART-08" },
  profile = "supervisor",
  config = { request_timeout_ms = 500 },
  tags = { "stale-frames" },
  defects = { 9, 18, 22 },

  child = function(worker)
    worker:handshake()
    worker:expect("call_fixture_mul")
    if worker.generation == 0 then
      worker:half('{"version":10,"message":{"type":"response","body":{"status":"u64","value":111}}}', 70)
      worker:hang()
    end
    worker:progress("p", 1)
    worker:answer("u64", { value = 222 })
    worker:serve()
  end,

  drive = function(sup)
    local body = { manifest_path = "m", lhs = 1, rhs = 1 }
    sup:request("call_fixture_mul", body):expect_error("timeout")
    sup:set_request_timeout(20000)
    sup:request("call_fixture_mul", body):expect_ok { value = 222 }
    sup:expect_received(1, { "call_fixture_mul" })
    sup:expect_stats { requests = 2, timeout_restarts = 1 }
  end,
}
