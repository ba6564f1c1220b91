return scenario {
  summary = "idle time counts from the end of the last command: steady work keeps the child",
  clauses = { "LEASE-01", "POOL-06" },
  profile = "pool",
  spawn = false,
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      child:wait(500)
      child:answer("json_command", { response_json = body.request_json })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 1500 }
    local before = sup:clock()
    local lease = pool:lease("A")
    for _ = 1, 4 do
      local started = sup:clock()
      lease:json_command():ok()
      if sup:clock() - started > 1400 then check.inconclusive("a command of 500 ms took more than 1400 ms") end
    end
    check.at_least(sup:clock() - before, 1500)
    pool:expect_spawned(1)
    pool:expect_snapshot { policy_restarts = 0 }
  end,
}
