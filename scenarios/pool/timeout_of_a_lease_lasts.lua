return scenario {
  summary = "a request timeout that is set on a lease holds for all of its commands, not only for the next one, nor until one of them fails",
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
      if request.refuse then return child:error("app.refused", "no") end
      child:answer("json_command", { response_json = "null" })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:set_request_timeout(1000):ok()
    for _, request in ipairs { { n = 1 }, { n = 2 }, { refuse = true } } do
      local outcome = lease:json_command { request = request }:outcome()
      if outcome.error and outcome.error.kind == "timeout" then
        check.inconclusive("the machine did not let the child answer in time")
      end
    end
    local call = lease:json_command { request = { hang = true } }
    call:expect_error("timeout", { duration_ms = 1000 })
    call:within(4000)
  end,
}
