return scenario {
  summary = "the deadline starts at the write: a slow policy restart before it takes nothing from the request",
  clauses = { "TIMEOUT-01", "POLICY-01", "SPAWN-09" },
  profile = "supervisor",
  config = { request_timeout_ms = 1200, shutdown_timeout_ms = 800, policy = { max_requests = 1 } },
  tags = { "slow-shutdown" },

  child = function(worker)
    if worker.generation == 1 then
      worker:wait(600)
    end
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:expect("terminate")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local start = sup:clock()
    sup:health {}:ok()
    local call = sup:health {}
    if call:outcome().error and sup:clock() - start - 1400 >= 1100 then
      check.inconclusive("the machine was too slow for the request itself")
    end
    call:ok()
    call:not_before(1400)
    sup:expect_stats { max_request_restarts = 1, timeout_restarts = 0, requests = 2 }
  end,
}
