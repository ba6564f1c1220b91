return scenario {
  summary = "a short request timeout does not shorten the start, nor a short startup timeout a request",
  clauses = { "SPAWN-09" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    if worker.name == "a" then
      worker:wait(300)
    end
    worker:handshake()
    worker:expect("health")
    if worker.name ~= "a" then
      worker:wait(1300)
    end
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    local other, first
    for _, name in ipairs { "b", "c", "d" } do -- on a busy machine a start may take its second
      other = sup:worker(name)
      first = other:spawn { startup_timeout_ms = 1000, request_timeout_ms = 20000 }
      local failure = first:outcome().error
      if not (failure and failure.kind == "timeout" and failure.operation == "startup") then break end
      if name == "d" then check.inconclusive("the machine was too slow to start a child within the startup timeout") end
    end
    first:ok()
    local long = other:health {}
    sup:spawn { startup_timeout_ms = 20000, request_timeout_ms = 150 }:ok()
    long:ok()
  end,
}
