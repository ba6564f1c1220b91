local wrong = { "another answer", "bad frame", "closed stdin", "typed error" }

return scenario {
  summary = "a cycle and a policy restart go on with a child whose goodbye is wrong: it is killed, replaced, and the request is served by the next",
  clauses = { "RESTART-02", "RESTART-01", "POLICY-01" },
  profile = "supervisor",
  config = { policy = { max_requests = 1 }, shutdown_timeout_ms = 20000 },
  tags = { "slow-shutdown" },

  child = function(worker)
    local way = wrong[worker.generation % #wrong + 1]
    worker:handshake()
    if worker.generation >= 2 * #wrong then
      worker:serve()
    elseif worker.generation >= #wrong then
      worker:serve { count = 1 }
    end
    if way == "closed stdin" then
      worker:close("stdin")
      worker:mark("closed")
      worker:hang()
    end
    worker:expect("terminate")
    if way == "another answer" then
      worker:answer("health_ok")
    elseif way == "bad frame" then
      worker:frame("{]")
    else
      worker:error("busy", "not now")
    end
    worker:hang()
  end,

  drive = function(sup)
    for generation, way in ipairs(wrong) do
      if way == "closed stdin" then
        sup:expect_mark("closed")
      end
      sup:cycle():ok()
      check.equal(sup:child(generation - 1):state(), "reaped")
    end
    sup:expect_stats({ restarts = #wrong, explicit_cycles = #wrong, replacement_failures = 0 }, "RESTART-01")
    for _, way in ipairs(wrong) do
      sup:health {}:ok("POLICY-01")
      if way == "closed stdin" then
        sup:expect_mark("closed")
      end
    end
    sup:health {}:ok("POLICY-01")
    sup:expect_stats({ restarts = 2 * #wrong, max_request_restarts = #wrong, replacement_failures = 0, exits = 2 * #wrong }, "RESTART-01")
    sup:expect_received(2 * #wrong, { "health" })
  end,
}
