return scenario {
  summary = "an acquire of a known key whose child died while idle gets a working worker of the next generation",
  clauses = { "POOL-02", "FIX-18", "POOL-06" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):release():ok()
    pool:child(0):signal("KILL")
    pool:child(0):expect_exit()
    local again = pool:acquire("A")
    again:expect_ok { worker_generation = 1 }
    check.equal(again.lease:json_command { request = { n = 1 } }:ok().response, { n = 1 })
    pool:expect_spawned(2)
    pool:expect_snapshot({ workers = 1, worker_restarts = 1 }, "FIX-18")
    pool:expect_snapshot({ policy_restarts = 0 }, "POOL-06")
  end,
}
