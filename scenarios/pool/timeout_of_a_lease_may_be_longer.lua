return scenario {
  summary = "a lease may give its commands more time than the worker has by itself",
  clauses = { "LEASE-06" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 1500 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      child:wait(2500)
      child:answer("json_command", { response_json = body.request_json })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:set_request_timeout(15000):ok()
    lease:json_command():ok()
    pool:expect_snapshot { timeout_restarts = 0 }
    local other = pool:lease("A")
    other:json_command():expect_error("timeout", { duration_ms = 1500 })
  end,
}
