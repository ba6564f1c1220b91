return scenario {
  summary = "a worker is active while it is leased and warm afterwards, and its child stays",
  clauses = { "POOL-05", "LEASE-02" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    pool:lease("B")
    pool:expect_snapshot { workers = 2, active_workers = 2, warm_leases = 0 }
    one:release():ok()
    pool:expect_snapshot { workers = 2, active_workers = 2, warm_leases = 0 }
    two:drop():ok()
    pool:expect_snapshot { workers = 2, active_workers = 1, warm_leases = 1 }
    pool:lease("A"):json_command():ok()
    pool:expect_snapshot { workers = 2, active_workers = 2, warm_leases = 0 }
    pool:expect_spawned(2)
  end,
}
