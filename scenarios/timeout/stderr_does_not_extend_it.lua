return scenario {
  summary = "a child that only talks on stderr is silent: neither a request's deadline nor the startup timeout waits for it",
  clauses = { "TIMEOUT-01", "SPAWN-06", "FIX-05" },
  profile = "supervisor",
  spawn = false,
  timeout_ms = 30000,
  config = { startup_timeout_ms = 1500 },

  child = function(worker)
    if worker.name == "b" then
      for _ = 1, 400 do
        worker:stderr("still starting\n")
        worker:wait(20)
      end
      worker:hang()
    end
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      for _ = 1, 400 do
        worker:stderr(string.rep("thinking ", 1000))
        worker:wait(20)
      end
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local before = sup:clock()
    local first = sup:spawn {}
    if first:outcome().error and sup:clock() - before >= 1450 then
      check.inconclusive("the machine was too slow to start a child within the startup timeout")
    end
    first:ok()
    sup:set_request_timeout(300)
    local call = sup:health {}
    local replaced = call:outcome()
    if replaced.error and replaced.error.operation == "startup" then
      check.inconclusive("the machine was too slow to start a child within the startup timeout")
    end
    call:expect_error("timeout", { operation = "health", duration_ms = 300 })
    call:not_before(300)
    call:within(4000)
    local start = sup:worker("b"):spawn { startup_timeout_ms = 400 }
    start:expect_error("timeout", { operation = "startup", duration_ms = 400 }, "SPAWN-06")
    start:not_before(400, "SPAWN-06")
    start:within(4000, "SPAWN-06")
  end,
}
