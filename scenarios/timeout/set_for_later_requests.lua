return scenario {
  summary = "a changed request timeout holds for later requests and survives restarts",
  clauses = { "TIMEOUT-04", "RESTART-05", "FACTS-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 60000 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve()
    end
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:set_request_timeout(180)
    sup:cycle():ok()
    for _ = 1, 2 do
      local call = sup:health {}
      local e = call:expect_error("timeout", { duration_ms = 180 })
      check.at_most(e.resource.duration_ms or 0, 59999, "FACTS-01") -- the time that it was given or took, not the configured one
      call:not_before(180)
      call:within(3000)
    end
    sup:expect_stats { timeout_restarts = 2, explicit_cycles = 1, restarts = 3 }
  end,
}
