return scenario {
  summary = "a child that never leaves at a policy restart is killed after the grace, and the request is served by the next",
  clauses = { "RESTART-02", "POLICY-01", "SHUT-04" },
  profile = "supervisor",
  config = { policy = { max_requests = 1 }, shutdown_timeout_ms = 200 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:ignore("TERM")
      worker:expect("terminate")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    local call = sup:health {}
    call:ok("POLICY-01")
    call:not_before(200)
    call:within(4000)
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_received(1, { "health" })
    sup:expect_stats { requests = 2, max_request_restarts = 1, exits = 1 }
  end,
}
