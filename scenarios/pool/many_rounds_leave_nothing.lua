return scenario {
  summary = "forty rounds of lease, command and release over three keys and two workers: never more than two children, all reaped",
  clauses = { "POOL-08", "LEASE-02", "FIX-19" },
  profile = "pool",
  spawn = false,
  timeout_ms = 30000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, queue_wait_ms = 20000 }
    for round = 1, 40 do
      local lease = pool:lease("K" .. tostring(round % 3))
      check.equal(lease:json_command { request = { round = round } }:ok().response, { round = round })
      if round % 2 == 0 then lease:release():ok() else lease:drop():ok() end
    end
    pool:expect_snapshot({ workers = 2, active_workers = 0, warm_leases = 2, queue_timeouts = 0 }, "LEASE-02")
    pool:close():ok()
    pool:expect_gone()
  end,
}
