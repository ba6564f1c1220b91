return scenario {
  summary = "progress and diagnostics that keep coming do not extend the deadline, with a sink or without",
  clauses = { "TIMEOUT-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 250 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 2 then
      worker:serve()
    end
    worker:next()
    for index = 0, 199 do
      worker:progress("p", index)
      worker:diagnostic("d", "m")
      worker:wait(40)
    end
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:health {}
    call:expect_error("timeout", { operation = "health" })
    call:not_before(250)
    call:within(3500)
    call = sup:request("elaborate", { request = {} }, { progress = true, diagnostics = true })
    call:expect_error("timeout", { operation = "worker_elaborate" })
    call:not_before(250)
    call:within(3500)
  end,
}
