return scenario {
  summary = "writing to a child that closed its stdin gives its exit or protocol; the parent survives",
  clauses = { "FIX-08", "FIX-01", "REQ-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 300, request_timeout_ms = 2000 },
  defects = { 24 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:close("stdin")
      worker:mark("deaf")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:expect_mark_or_end("deaf")
    local call = sup:health {}
    local outcome = call:outcome()
    check.truth(outcome.error ~= nil, "the request fails")
    local kind = outcome.error.kind
    check.truth(kind == "child_panic_or_abort" or kind == "protocol", "its exit or protocol, not " .. tostring(kind))
    call:within(4500)
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    sup:expect_status("exited")
    sup:expect_stats({ requests = 0 }, "REQ-01")
    sup:expect_stats({ exits = 1 }, "FIX-01")
    sup:set_request_timeout(20000)
    sup:cycle():ok()
    sup:health {}:ok()
  end,
}
