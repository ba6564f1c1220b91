return scenario {
  summary = "a grandchild that keeps every pipe of a child that is killed delays neither a timeout nor the replacement",
  clauses = { "FIX-06", "TIMEOUT-02", "RESTART-08" },
  profile = "supervisor",
  config = { request_timeout_ms = 300 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:grandchild { hold = { "stdin", "stdout", "stderr" } }
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    call:expect_error("timeout", { operation = "health" })
    call:within(5000)
    sup:set_request_timeout(20000)
    sup:health {}:ok()
    sup:expect_stats { timeout_restarts = 1, exits = 1, requests = 2 }
    sup:shutdown {}:ok()
    sup:expect_gone()
  end,
}
