return scenario {
  summary = "a request timeout of zero fires at once or is rejected: it never means forever",
  clauses = { "FIX-02" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    local outcome = sup:spawn { request_timeout_ms = 0 }:outcome()
    if outcome.ok then
      local call = sup:health {}
      call:expect_error("timeout", { operation = "health" })
      call:within(3000)
    end
  end,
}
