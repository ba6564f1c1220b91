return scenario {
  summary = "an answer that does not come within the scenario's time fails",
  clauses = { "TIMEOUT-01" },
  profile = "supervisor",
  timeout_ms = 300,
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,
  drive = function(sup)
    sup:health {}:ok()
  end,
}
