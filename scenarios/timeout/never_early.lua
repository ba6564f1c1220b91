return scenario {
  summary = "a deadline of two seconds leaves the child two seconds",
  clauses = { "TIMEOUT-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 2000 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    call:expect_error("timeout", { duration_ms = 2000 })
    call:not_before(2000)
    sup:health {}:ok()
  end,
}
