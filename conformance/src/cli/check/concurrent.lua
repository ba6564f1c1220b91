return scenario {
  summary = "another worker, cancel and status are served while a call is in flight",
  clauses = { "REQ-03" },
  profile = "supervisor",
  needs = { "concurrent" },
  child = function(worker)
    worker:handshake()
    if worker.name == "a" then
      worker:expect("health")
      worker:meet("in flight")
      worker:answer("health_ok")
    end
    worker:serve()
  end,
  drive = function(sup)
    local other = sup:worker("b")
    other:spawn {}:ok()
    local call = sup:health {}
    sup:at("in flight")
    other:health {}:ok()
    sup:cancel("unused")
    check.truth(call:pending(), "a call is answered when its own work is done, not when the next request comes")
    sup:let("in flight")
    call:ok()
  end,
}
