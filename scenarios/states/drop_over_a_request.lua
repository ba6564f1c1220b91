return scenario {
  summary = "a drop that is asked for over a request waits for it or ends it; the request has one answer and no child is left",
  clauses = { "SHUT-03", "REQ-02" },
  profile = "supervisor",
  needs = { "concurrent" },
  timeout_ms = 30000,
  config = { request_timeout_ms = 4000, shutdown_timeout_ms = 2000 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("call_fixture_mul")
      worker:meet("in hand")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local request = sup:request("call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 })
    sup:at("in hand")
    local drop = sup:drop()
    sup:let("in hand")
    check.truth(request:outcome().error ~= nil, "a request that nobody answered does not succeed", "REQ-02")
    local dropped = drop:outcome()
    if dropped.error then -- REQ-03: a call over a call may be refused
      check.truth(dropped.error.kind == "unsupported_request" or dropped.error.kind == "shutdown_in_progress", "a drop over a request is made or refused", "REQ-03")
      sup:drop():ok()
    end
    sup:expect_gone()
  end,
}
