return scenario {
  summary = "set_request_timeout applies; a deadline is kind timeout with operation, duration_ms and resource",
  clauses = { "TIMEOUT-02" },
  profile = "supervisor",
  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,
  drive = function(sup)
    sup:set_request_timeout(100)
    local e = sup:health {}:expect_error("timeout")
    check.truth(e.operation == "health", "the error has `operation`, \"health\"")
    check.truth(e.duration_ms == 100, "the error has `duration_ms`, whole milliseconds")
    check.truth(type(e.resource) == "table" and e.resource.cause == "worker_timeout",
      "the error has `resource`, the facts of FACTS-01, with `cause`")
    sup:health {}:ok()
    sup:expect_spawned(2)
  end,
}
