return scenario {
  summary = "the deadline starts with each request: time spent idle or in earlier requests is not counted",
  clauses = { "TIMEOUT-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 1400 },

  child = function(worker)
    worker:handshake()
    for round = 1, 4 do
      worker:expect("health")
      worker:wait(200)
      worker:answer("health_ok")
      worker:wait(200)
      worker:mark("rested " .. round)
    end
    worker:serve()
  end,

  drive = function(sup)
    for round = 1, 4 do
      local start = sup:clock()
      local call = sup:health {}
      if call:outcome().error and sup:clock() - start >= 1200 then
        check.inconclusive("the machine was too slow for one request")
      end
      call:ok()
      sup:expect_mark("rested " .. round)
    end
    sup:expect_stats { requests = 4, timeout_restarts = 0 }
  end,
}
