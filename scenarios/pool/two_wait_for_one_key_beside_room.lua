return scenario {
  summary = "two acquires that wait for the same key share one worker, also where room appears for two",
  clauses = { "POOL-01", "FIX-19", "POOL-05" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, queue_wait_ms = 15000 }
    local leases = { pool:lease("A"), pool:lease("C") }
    local waiting = { pool:acquire("B"), pool:acquire("B") }
    -- both wait by the time that these were answered
    leases[1]:json_command():ok()
    leases[2]:json_command():ok()
    leases[1]:release():ok()
    leases[2]:release():ok()
    for _, call in ipairs(waiting) do
      call:ok("FIX-19")
      call.lease:json_command():ok()
    end
    pool:expect_spawned(3)
    pool:expect_snapshot { active_workers = 1, queue_depth = 0, queue_timeouts = 0 }
  end,
}
