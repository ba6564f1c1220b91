return scenario {
  summary = "a verification that runs into the deadline is a timeout, with cause timeout, not a degraded answer",
  clauses = { "REQ-09", "TIMEOUT-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 150 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("verify_declaration_batch")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:request("verify_declaration_batch", { request = { names = { "n" } }, targets = { "n" } })
    call:expect_error("timeout", { operation = "worker_verify_declaration_batch" })
    call:not_before(150)
    sup:expect_stats { restarts = 1, timeout_restarts = 1 }
    sup:expect_snapshot { last_restart_reason = "timeout" }
  end,
}
