return scenario {
  summary = "the next lease on the worker has the worker's own request timeout again",
  clauses = { "LEASE-06", "LEASE-01" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      if json.decode(body.request_json).slow then child:wait(2500) end
      child:answer("json_command", { response_json = body.request_json })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local first = pool:lease("A")
    first:set_request_timeout(1500):ok()
    first:json_command():ok()
    first:release():ok()
    local second = pool:lease("A")
    second:json_command { request = { slow = true } }:ok()
    pool:expect_spawned(1)
  end,
}
