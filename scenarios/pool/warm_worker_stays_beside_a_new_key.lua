return scenario {
  summary = "while there is room a worker that nobody leases stays there for the next acquire of its key",
  clauses = { "POOL-01", "POOL-05" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 3 }
    pool:lease("A"):release():ok()
    pool:lease("B")
    pool:expect_snapshot { workers = 2, active_workers = 1, warm_leases = 1 }
    pool:lease("C")
    pool:acquire("A"):expect_ok { worker_generation = 0 }
    pool:expect_spawned(3)
  end,
}
