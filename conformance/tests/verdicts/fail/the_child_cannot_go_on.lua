-- charged to SPAWN-04
return scenario {
  summary = "a request without the value that the child reads fails",
  clauses = { "SPAWN-04", "REQ-01" },
  profile = "supervisor",
  child = function(worker)
    worker:handshake()
    local body = worker:expect("health")
    return body.nothing.there
  end,
  drive = function(sup)
    sup:health {}:ok("REQ-01")
  end,
}
