return scenario {
  summary = "a call that takes longer than its limit fails, on a machine that lost nothing",
  clauses = { "TIMEOUT-01" },
  profile = "supervisor",
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:wait(3000)
    worker:answer("health_ok")
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:health {}
    call:ok()
    call:within(1)
  end,
}
