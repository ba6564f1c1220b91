-- charged to REQ-01
return scenario {
  summary = "what is waited for in vain is charged to the clause that its check names",
  clauses = { "TIMEOUT-01", "REQ-01" },
  profile = "supervisor",
  timeout_ms = 300,
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,
  drive = function(sup)
    sup:health {}:ok("REQ-01")
  end,
}
