return scenario {
  summary = "leases that are invalid are released and dropped like any other, and give their capacity back once",
  clauses = { "LEASE-02", "LEASE-03" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    one:cycle():ok()
    pool:expect_snapshot({ active_workers = 1 }, "LEASE-02")
    one:drop():ok()
    two:json_command():expect_error("lease_invalidated", nil, "LEASE-03")
    pool:expect_snapshot({ active_workers = 1 }, "LEASE-02")
    two:release():ok()
    pool:expect_snapshot({ active_workers = 0, warm_leases = 1 }, "LEASE-02")
    two:release():expect_error("lease_invalidated")
    pool:lease("A"):json_command():ok()
  end,
}
