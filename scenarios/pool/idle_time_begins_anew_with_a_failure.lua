return scenario {
  summary = "a command that failed was work like any other: idle time begins anew with its end",
  clauses = { "LEASE-01" },
  profile = "pool",
  spawn = false,
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child)
      child:wait(1300)
      child:error("app.refused", "refused")
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 2000 }
    local before, busy = sup:clock(), 0
    local lease = pool:lease("A")
    for _ = 1, 3 do
      local start = sup:clock()
      local outcome = lease:json_command():outcome()
      if outcome.error.kind ~= "worker" and sup:clock() - before - busy >= 2000 then
        check.inconclusive("the machine let the idle limit pass between two commands")
      end
      check.equal(outcome.error.kind, "worker")
      before, busy = start, 1300
    end
    pool:expect_spawned(1)
  end,
}
