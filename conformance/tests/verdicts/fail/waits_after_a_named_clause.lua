-- charged to TIMEOUT-01
return scenario {
  summary = "a clause that a check named is charged with nothing once that check held",
  clauses = { "TIMEOUT-01", "REQ-01" },
  profile = "supervisor",
  timeout_ms = 300,
  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:expect("health")
    worker:hang()
  end,
  drive = function(sup)
    sup:health {}:ok("REQ-01")
    sup:health {}:ok()
  end,
}
