return scenario {
  summary = "a lease learns that another lease's time-out replaced the worker that both shared",
  clauses = { "LEASE-04" },
  profile = "pool",
  defects = { 11 },
  spawn = false,
  config = { request_timeout_ms = 8000 },

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation == 0 and { json_command = function(child) child:hang() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    one:set_request_timeout(300):ok()
    one:json_command():expect_error("timeout")
    two:expect_invalid("worker generation changed from 0 to 1")
    pool:expect_received(1, {})
  end,
}
