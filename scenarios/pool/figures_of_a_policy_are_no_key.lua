return scenario {
  summary = "two custom restart policies are one class: their leases share a worker",
  clauses = { "POOL-01" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 4 }
    pool:lease { restart_policy = { max_requests = 500 } }
    pool:lease { restart_policy = { max_requests = 900, max_imports = 900 } }
    pool:expect_spawned(1)
    pool:lease { restart_policy = "default" }
    pool:expect_spawned(2)
  end,
}
