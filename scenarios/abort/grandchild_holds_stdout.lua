return scenario {
  summary = "the death of a child whose grandchild keeps stdout open is reported within the call's own bound",
  clauses = { "FIX-06", "REQ-08" },
  profile = "stream",
  config = { request_timeout_ms = 2000, shutdown_timeout_ms = 500 },
  tags = { "mid-stream-abort" },
  defects = { 3 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:grandchild { hold = { "stdout", "stderr" } }
      worker:stderr("dumping core\n")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, '{"ordinal":0}')
    local outcome = call:outcome()
    check.truth(outcome.error ~= nil, "the stream fails")
    local kind = outcome.error.kind
    check.truth(kind == "child_panic_or_abort" or kind == "timeout", "its exit, or its deadline, not " .. tostring(kind), "REQ-08")
    call:within(8000)
    check.equal(sup:child(0):state(), "reaped")
    if kind == "child_panic_or_abort" then
      check.equal(outcome.error.exit.signal, 6, "REQ-08")
      sup:cycle():ok()
    end
    sup:set_request_timeout(20000)
    sup:health {}:ok()
    sup:shutdown {}:ok()
    sup:expect_gone()
  end,
}
