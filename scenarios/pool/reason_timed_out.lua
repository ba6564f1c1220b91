return scenario {
  summary = "a command that times out invalidates its lease with those words; the next lease works on the next generation",
  clauses = { "LEASE-04", "LEASE-03" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000 },

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation == 0 and { json_command = function(child) child:hang() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:set_request_timeout(1000):ok()
    lease:json_command():expect_error("timeout", { operation = "worker_json_command" })
    lease:expect_invalid("timed out during worker_json_command")
    pool:expect_received(1, {}, "LEASE-03")
    pool:acquire("A"):expect_ok { worker_generation = 1 }
  end,
}
