return scenario {
  summary = "a command whose replacement is refused invalidates the lease with those words",
  clauses = { "LEASE-04", "TIMEOUT-03" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000, restart_limit = { max = 1, window_ms = 600000 } },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child) child:hang() end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease
    local function hang()
      lease = pool:lease("A")
      lease:set_request_timeout(300):ok()
      return lease:json_command()
    end
    hang():expect_error("timeout")
    hang():expect_error("restart_limit_exceeded", { restarts = 1 }, "TIMEOUT-03")
    lease:expect_invalid("worker restart limit exceeded")
    pool:expect_reaped()
  end,
}
