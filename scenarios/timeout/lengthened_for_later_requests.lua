return scenario {
  summary = "a lengthened request timeout lets a later request take longer than the configured one",
  clauses = { "TIMEOUT-04" },
  profile = "supervisor",
  config = { request_timeout_ms = 150 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:wait(400)
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:set_request_timeout(20000)
    sup:health {}:ok()
    sup:expect_stats { timeout_restarts = 0, requests = 1 }
  end,
}
