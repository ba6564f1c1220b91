return scenario {
  summary = "a request that ran into its deadline is not repeated to the fresh child",
  clauses = { "REQ-02", "TIMEOUT-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 500 },
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("call_fixture_mul")
      worker:hang()
    end
    worker:check(not worker:readable(150), "nothing is written to the fresh child unasked")
    worker:mark("undisturbed")
    worker:serve()
  end,

  drive = function(sup)
    sup:request("call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 }):expect_error("timeout")
    sup:expect_mark("undisturbed")
    sup:set_request_timeout(20000)
    sup:health {}:ok()
    sup:expect_received(1, { "health" })
    sup:expect_stats { requests = 2, imports = 1 }
  end,
}
