return scenario {
  summary = "a cycle and a policy restart give the configured grace, not the default one",
  clauses = { "RESTART-02", "SHUT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 150, policy = { max_requests = 1 } },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      worker:serve { count = 1 }
      worker:expect("terminate")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    local cycle = sup:cycle()
    cycle:ok()
    cycle:not_before(150)
    cycle:within(1800)
    sup:health {}:ok()
    local restarted = sup:health {}
    restarted:ok()
    restarted:not_before(150)
    restarted:within(1800)
    sup:expect_stats({ explicit_cycles = 1, max_request_restarts = 1, exits = 2 }, "RESTART-01")
  end,
}
