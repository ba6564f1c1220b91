return scenario {
  summary = "the worker's own request timeout is in force again also after a command of a lease with another one failed",
  clauses = { "LEASE-06", "LEASE-01" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      local request = json.decode(body.request_json)
      if request.slow then child:wait(2000) end
      if request.refuse then
        child:error("app.refused", "refused")
      else
        child:answer("json_command", { response_json = body.request_json })
      end
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local first = pool:lease("A")
    local second = pool:lease("A")
    first:set_request_timeout(1000):ok()
    local failed = first:json_command { request = { refuse = true } }:outcome()
    if failed.error and failed.error.kind == "timeout" then
      check.inconclusive("the machine did not let the child answer in time")
    end
    check.equal(failed.error and failed.error.kind, "worker", "LEASE-01")
    second:json_command { request = { slow = true } }:ok()
    pool:expect_spawned(1)
  end,
}
