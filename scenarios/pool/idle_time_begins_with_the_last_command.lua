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
    local last = before
    local lease = pool:lease("A")
    for _ = 1, 4 do
      local started = sup:clock()
      local outcome = lease:json_command():outcome()
      if outcome.error and sup:clock() - last >= 1500 then
        check.inconclusive("the machine let the idle limit pass between two commands")
      end
      check.truth(outcome.ok, "a command that comes within the idle limit is run")
      last = started
    end
    check.at_least(sup:clock() - before, 1500)
    pool:expect_spawned(1)
    pool:expect_snapshot { policy_restarts = 0 }
  end,
}
