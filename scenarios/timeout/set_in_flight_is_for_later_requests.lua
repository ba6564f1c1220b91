return scenario {
  summary = "a request timeout that is set while a request is in flight leaves that request its own deadline",
  clauses = { "TIMEOUT-04", "TIMEOUT-01" },
  profile = "supervisor",
  needs = { "concurrent" },
  timeout_ms = 30000,
  config = { request_timeout_ms = 2500 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:meet("asked")
      worker:hang()
    end
    worker:expect("health")
    worker:wait(2800)
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    sup:let("asked")
    local set = sup:set_request_timeout(20000, true)
    call:expect_error("timeout", { duration_ms = 2500 })
    call:within(6500)
    if set.error then -- REQ-03: a call over a call may be refused
      check.equal(set.error.kind, "unsupported_request", "REQ-03")
      sup:set_request_timeout(20000)
    end
    sup:health {}:ok()
  end,
}
