return scenario {
  summary = "the worker's own request timeout is in force again after the one of a lease has passed",
  clauses = { "LEASE-06", "LEASE-01" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      if worker.generation == 0 then child:hang() end
      child:wait(900)
      child:answer("json_command", { response_json = body.request_json })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local first = pool:lease("A")
    first:set_request_timeout(400):ok()
    first:json_command():expect_error("timeout")
    first:release():ok()
    pool:lease("A"):json_command():ok()
    pool:expect_spawned(2)
  end,
}
