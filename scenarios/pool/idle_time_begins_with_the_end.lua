return scenario {
  summary = "idle time begins with the end of a command: one that took longer than the idle limit leaves no idle worker behind",
  clauses = { "LEASE-01", "FIX-09" },
  profile = "pool",
  spawn = false,
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      if json.decode(body.request_json).slow then child:wait(2300) end
      child:answer("json_command", { response_json = "null" })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 2000 }
    local start = sup:clock()
    local lease = pool:lease("A")
    local first = lease:json_command { request = { slow = true } }:outcome()
    if first.error and sup:clock() - start >= 2000 then
      check.inconclusive("the machine let the idle limit pass before the first command")
    end
    check.truth(first.ok, "the long command is run")
    local outcome = lease:json_command { request = {} }:outcome()
    if outcome.error and sup:clock() - start - 2300 >= 2000 then
      check.inconclusive("the machine let the idle limit pass between the two commands")
    end
    check.truth(outcome.ok, "the command after a long one is run")
    pool:expect_spawned(1)
  end,
}
