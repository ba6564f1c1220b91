return scenario {
  summary = "a request timeout of zero on a lease fires at once or is rejected: it is not the worker's own",
  clauses = { "LEASE-06", "FIX-02" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 6000 },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child) child:hang() end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    if lease:set_request_timeout(0):outcome().ok then
      local call = lease:json_command()
      call:expect_error("timeout", { duration_ms = 0 })
      call:within(4000, "FIX-02")
    end
  end,
}
