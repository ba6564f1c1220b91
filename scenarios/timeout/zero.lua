return scenario {
  summary = "a timeout of zero, be it the request's, the start's or the grace's, fires at once or is rejected: it means neither forever nor the default",
  clauses = { "FIX-02" },
  profile = "supervisor",
  spawn = false,
  config = { startup_timeout_ms = 60000 },

  child = function(worker)
    if worker.name == "b" then
      worker:hang()
    end
    worker:handshake()
    worker:next()
    worker:hang()
  end,

  drive = function(sup)
    local outcome = sup:spawn { request_timeout_ms = 0 }:outcome()
    if outcome.ok then
      local call = sup:health {}
      call:expect_error("timeout", { operation = "health" })
      call:within(3000)
      sup:drop():ok()
    end
    local start = sup:worker("b"):spawn { startup_timeout_ms = 0 }
    local refused = start:outcome().error
    check.truth(refused ~= nil, "a child that says nothing is not waited for")
    check.truth(refused.kind ~= "timeout" or refused.duration_ms == 0, "the timeout that passed is the configured one")
    start:within(3000)
    local d = sup:worker("d")
    d:spawn({ request_timeout_ms = 6000 }):ok()
    if d:set_request_timeout(0, true).ok then
      local call = d:health {}
      call:expect_error("timeout", { operation = "health" })
      call:within(3000)
    end
    local c = sup:worker("c")
    if c:spawn({ shutdown_timeout_ms = 0 }):outcome().ok then
      local shutdown = c:shutdown {}
      shutdown:expect_ok { outcome = "graceful_timed_out_killed", graceful_timeout_ms = 0 }
      shutdown:within(1800) -- the default is 2000
    end
  end,
}
