return scenario {
  summary = "a time-out that nobody expected proves nothing where the machine took the time",
  clauses = { "REQ-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 1500 },
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:wait(600)
    worker:meet("asked")
    worker:answer("health_ok")
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:health {}
    sup:let("asked")
    call:ok()
  end,
}
