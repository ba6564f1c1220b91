return scenario {
  summary = "a shutdown that is asked for over a request waits for it or ends it; nothing is started behind it and each end counts once",
  clauses = { "STATE-01", "REQ-02", "STATS-01", "SHUT-03" },
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
    local shutdown = sup:shutdown {}
    sup:let("in hand")
    check.truth(request:outcome().error ~= nil, "a request that nobody answered does not succeed", "REQ-02")
    local stopped = shutdown:outcome()
    if stopped.error then -- REQ-03: a call over a call may be refused
      local kind = stopped.error.kind
      check.truth(kind == "unsupported_request" or kind == "shutdown_in_progress", "a shutdown over a request is made or refused, not " .. tostring(kind), "REQ-03")
      sup:shutdown {}:ok()
    end
    sup:expect_status("exited")
    local children = sup:spawned()
    sup:expect_stats { exits = children }
    check.truth(sup:health {}:outcome().error ~= nil, "a request behind the shutdown is told no")
    sup:expect_spawned(children)
    sup:expect_gone()
  end,
}
