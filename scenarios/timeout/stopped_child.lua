return scenario {
  summary = "a child that is stopped by a signal in mid-request is killed at the deadline and replaced",
  clauses = { "TIMEOUT-02", "RESTART-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 250 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:kill("STOP")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    call:expect_error("timeout", { operation = "health" })
    call:within(3000)
    check.equal(sup:child(0):state(), "reaped")
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
