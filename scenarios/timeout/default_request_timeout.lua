return scenario {
  summary = "the request timeout is 30 seconds where none is configured",
  clauses = { "DEFAULT-01", "TIMEOUT-02" },
  profile = "supervisor",
  config = { startup_timeout_ms = 600000 },
  time = { speed = 60 },
  defects = { 17 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:expect_error("timeout", { operation = "health", duration_ms = 30000 })
    sup:set_request_timeout(3600000)
    sup:health {}:ok()
    sup:expect_stats { timeout_restarts = 1 }
  end,
}
