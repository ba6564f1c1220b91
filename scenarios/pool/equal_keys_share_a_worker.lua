return scenario {
  summary = "two leases with an equal key work on one child",
  clauses = { "POOL-01", "POOL-05" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 4 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    check.equal(one:json_command { request = { n = 1 } }:ok().response, { n = 1 })
    check.equal(two:json_command { request = { n = 2 } }:ok().response, { n = 2 })
    pool:expect_spawned(1)
    pool:expect_snapshot { max_workers = 4, workers = 1, active_workers = 1, warm_leases = 0 }
  end,
}
