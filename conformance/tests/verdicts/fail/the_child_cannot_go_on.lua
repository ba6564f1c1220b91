return scenario {
  summary = "a request without the value that the child reads fails",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  child = function(worker)
    worker:handshake()
    local body = worker:expect("health")
    return body.nothing.there
  end,
  drive = function(sup)
    sup:health {}:ok()
  end,
}
