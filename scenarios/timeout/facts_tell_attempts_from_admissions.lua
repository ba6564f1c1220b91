return scenario {
  summary = "the facts of a timeout tell imports that were attempted from those that were admitted",
  clauses = { "FACTS-01", "POLICY-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 20000, policy = { max_imports = 1 } },

  child = function(worker)
    if worker.generation == 1 then
      worker:exit(3)
    end
    worker:handshake()
    if worker.generation == 2 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local product = { manifest_path = "/m", lhs = 6, rhs = 7 }
    sup:request("call_fixture_mul", product):ok()
    sup:request("call_fixture_mul", product):expect_error("child_panic_or_abort", {}, "POLICY-01")
    sup:cycle():ok()
    sup:set_request_timeout(300)
    local facts = sup:health {}:expect_error("timeout").resource
    check.equal(facts.import_like_requests, 2, "FACTS-01")
    check.equal(facts.import_like_admitted, 1, "FACTS-01")
    check.equal(facts.import_count, 1, "FACTS-01")
  end,
}
