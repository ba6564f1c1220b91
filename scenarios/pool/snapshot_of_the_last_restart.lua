return scenario {
  summary = "the last restart of a pool is the last one in time, on whichever worker",
  clauses = { "POOL-05" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000 },

  child = function(worker)
    worker:handshake()
    worker:serve { on = {
      json_command = function(child) child:hang() end,
      run_data_stream = function(child)
        child:row("rows", { ordinal = 0 })
        child:hang()
      end,
    } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local function time_out(lease)
      lease:set_request_timeout(300):ok()
      lease:json_command():expect_error("timeout")
    end
    local first = pool:lease("A")
    local second = pool:lease("B")
    time_out(second)
    pool:expect_snapshot { last_restart_reason = "timeout", worker_restarts = 1 }
    first:cycle():ok()
    pool:expect_snapshot { last_restart_reason = "explicit", worker_restarts = 2, explicit_cycles = 1, timeout_restarts = 1 }
    pool:lease("B"):cycle():ok()
    time_out(pool:lease("A"))
    pool:expect_snapshot { last_restart_reason = "timeout", worker_restarts = 4, explicit_cycles = 2, timeout_restarts = 2 }
  end,
}
