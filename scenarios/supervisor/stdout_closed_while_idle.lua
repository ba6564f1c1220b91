return scenario {
  summary = "a child that closed its stdout between requests and lives on is killed after a bounded wait at the next one",
  clauses = { "FIX-04", "REQ-08", "FIX-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 1500, shutdown_timeout_ms = 300 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:close("stdout")
      worker:mark("mute")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:set_request_timeout(20000)
    sup:health {}:ok()
    sup:expect_mark_or_end("mute")
    sup:set_request_timeout(1500)
    local call = sup:health {}
    local outcome = call:outcome()
    check.truth(outcome.error ~= nil, "the request fails")
    local kind = outcome.error.kind
    check.truth(kind == "child_panic_or_abort" or kind == "protocol" or kind == "timeout", "its exit, kind protocol or a timeout, not " .. tostring(kind))
    call:within(7500)
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    sup:set_request_timeout(20000)
    if kind ~= "timeout" then
      sup:expect_status("exited", "FIX-01")
      sup:cycle():ok("FIX-01")
    end
    sup:health {}:ok("FIX-01")
  end,
}
