return scenario {
  summary = "a replacement has the configured time to start, whatever the old child took of it to leave, and its timeout tells that time, in a cycle and after a request's deadline",
  clauses = { "SPAWN-06", "SPAWN-09", "RESTART-05", "TIMEOUT-03", "FACTS-01", "RESTART-01", "STATS-02" },
  profile = "supervisor",
  spawn = false,
  config = { startup_timeout_ms = 1200, request_timeout_ms = 20000 },
  timeout_ms = 20000,

  child = function(worker)
    if worker.generation % 2 == 1 then
      worker:hang()
    end
    worker:handshake()
    if worker.name ~= "a" then
      worker:expect("terminate")
      worker:wait(300)
      worker:terminating()
      worker:exit(0)
    end
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    local function expect_timeout(call)
      local e = call:expect_error("timeout", { operation = "startup", duration_ms = 1200 })
      check.equal(e.resource.cause, "worker_timeout", "FACTS-01")
      check.equal(e.resource.operation, "startup", "FACTS-01")
      check.equal(e.resource.work_entered_child, false, "FACTS-01")
      check.equal(e.resource.duration_ms, 1200, "FACTS-01")
      call:not_before(1200)
      call:within(6000, "RESTART-05")
      sup:expect_status("exited")
    end
    local function expect_start(start)
      local before = sup:clock()
      local call = start()
      if call:outcome().error and sup:clock() - before >= 1150 then
        check.inconclusive("the machine was too slow to start a child within the startup timeout")
      end
      call:ok()
    end
    expect_start(function() return sup:spawn {} end)
    expect_timeout(sup:cycle())
    expect_start(function() return sup:cycle() end)
    sup:set_request_timeout(150)
    expect_timeout(sup:health {})
    sup:expect_stats({ restarts = 3, replacement_failures = 2, timeout_restarts = 1, explicit_cycles = 2 }, "TIMEOUT-03")
    sup:expect_stats({ last_restart_reason = "timeout" }, "RESTART-01") -- it was admitted, whatever came of it
    sup:expect_snapshot({ last_restart_reason = "timeout", restarts = 3, worker_generation = 1 }, "STATS-02")
    sup:drop():ok()
    sup:expect_gone()
    local other
    for try = 1, 4 do
      other = sup:worker("b" .. try)
      if try == 4 then
        check.inconclusive("the machine was too slow to start a child within the startup timeout")
      end
      if other:spawn({ shutdown_timeout_ms = 20000 }):outcome().ok then
        break
      end
    end
    local cycle = other:cycle()
    cycle:expect_error("timeout", { operation = "startup", duration_ms = 1200 })
    cycle:not_before(300 + 1200)
  end,
}
