return scenario {
  summary = "a cycle that is asked for over a request waits for it or ends it, and leaves one child that everybody knows of",
  clauses = { "STATE-01", "REQ-02", "STATS-01", "STATS-02" },
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
    local cycle = sup:cycle()
    sup:let("in hand")
    check.truth(request:outcome().error ~= nil, "a request that nobody answered does not succeed", "REQ-02")
    local cycled = cycle:outcome()
    if cycled.error then -- REQ-03: a call over a call may be refused
      local kind = cycled.error.kind
      check.truth(kind == "unsupported_request" or kind == "shutdown_in_progress", "a cycle over a request is made or refused, not " .. tostring(kind), "REQ-03")
      sup:cycle():ok()
    end
    sup:expect_status("running")
    sup:health {}:ok()
    -- however the two came about: each child but the present one has ended once and was replaced once
    local replaced = sup:spawned() - 1
    sup:expect_stats { exits = replaced, restarts = replaced, replacement_successes = replaced, explicit_cycles = 1 }
    sup:expect_snapshot { worker_generation = replaced }
    sup:shutdown {}:expect_ok { outcome = "graceful" }
    sup:expect_gone()
  end,
}
