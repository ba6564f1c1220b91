return scenario {
  summary = "a child that closes stdout in a request and lives on is killed after a bounded wait",
  clauses = { "FIX-04", "REQ-08" },
  profile = "supervisor",
  config = { request_timeout_ms = 1500, shutdown_timeout_ms = 300 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:close("stdout")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    local outcome = call:outcome()
    check.truth(outcome.error ~= nil, "the request fails")
    local kind = outcome.error.kind
    check.truth(kind == "child_panic_or_abort" or kind == "timeout", "its exit, or a timeout, not " .. tostring(kind))
    call:within(7000)
    check.equal(sup:child(0):state(), "reaped")
    if kind == "child_panic_or_abort" then
      check.equal(outcome.error.exit.signal, 9)
      sup:expect_status("exited")
      sup:cycle():ok()
    end
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
