return scenario {
  summary = "an acquire that waits is admitted by whichever worker loses its last lease, the first, one between or the last",
  clauses = { "FIX-19", "POOL-08" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 30000,

  drive = function(sup)
    for place = 1, 3 do
      local pool = sup:pool { name = "p" .. place, max_workers = 3, queue_wait_ms = 15000 }
      local leases = { pool:lease("A"), pool:lease("B"), pool:lease("C") }
      local waiting = pool:acquire("D")
      leases[place]:json_command():ok()
      check.truth(waiting:pending(), "the other key waits while every worker is leased", "POOL-08")
      leases[place]:release():ok()
      waiting:ok()
      waiting:within(10000)
      for other, lease in ipairs(leases) do
        if other ~= place then lease:json_command():ok("POOL-08") end
      end
      pool:close():ok()
    end
  end,
}
