return scenario {
  summary = "restarts by time-out and by cancellation are summed up under their causes",
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
    local lease = pool:lease("A")
    lease:set_request_timeout(300):ok()
    lease:json_command():expect_error("timeout")
    pool:expect_snapshot { worker_restarts = 1, timeout_restarts = 1, cancelled_restarts = 0, last_restart_reason = "timeout" }
    pool:lease("B"):stream { sink = { cancel_at_row = 0 } }:expect_error("cancelled")
    pool:expect_snapshot {
      worker_restarts = 2, timeout_restarts = 1, cancelled_restarts = 1, last_restart_reason = "cancelled", stream_failures = 1,
      stream_requests = 1, data_rows_delivered = 1, policy_restarts = 0,
    }
  end,
}
