return scenario {
  summary = "a lease whose stream, metadata or doctor timed out says which of them it was",
  clauses = { "LEASE-04" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000, restart_limit = { max = 100, window_ms = 60000 } },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    local function hang(child) child:hang() end
    worker:serve { on = { run_data_stream = hang, capability_metadata = hang, capability_doctor = hang } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    for _, case in ipairs {
      { "stream", "worker_run_data_stream" },
      { "capability_metadata", "worker_capability_metadata" },
      { "capability_doctor", "worker_capability_doctor" },
    } do
      local lease = pool:lease("A")
      lease:json_command():ok() -- the session is open now
      lease:set_request_timeout(1000):ok()
      lease[case[1]](lease):expect_error("timeout", { operation = case[2] })
      lease:expect_invalid("timed out during " .. case[2])
      lease:release():ok()
    end
  end,
}
