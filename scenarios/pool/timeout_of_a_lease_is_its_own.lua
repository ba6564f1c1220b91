return scenario {
  summary = "a request timeout set on one lease does not touch another lease on the same worker",
  clauses = { "LEASE-06" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      local request = json.decode(body.request_json)
      if request.hang then child:hang() end
      if request.slow then child:wait(2500) end
      child:answer("json_command", { response_json = body.request_json })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    pool:lease("another worker, and the first one")
    local quick = pool:lease("A")
    local patient = pool:lease("A")
    quick:set_request_timeout(1500):ok()
    quick:json_command():ok()
    patient:json_command { request = { slow = true } }:ok()
    local call = quick:json_command { request = { hang = true } }
    call:expect_error("timeout", { duration_ms = 1500, operation = "worker_json_command" })
    call:not_before(1500)
    call:within(7000)
  end,
}
