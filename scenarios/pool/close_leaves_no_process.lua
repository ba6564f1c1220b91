return scenario {
  summary = "closing a pool ends leased, warm and dead workers, and its leases are invalid",
  clauses = { "POOL-10" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 3 }
    local held = pool:lease("held")
    pool:lease("warm"):release():ok()
    pool:lease("dead")
    pool:child(2):signal("KILL")
    pool:child(2):expect_exit()
    pool:close():ok()
    pool:expect_gone()
    check.truth(held:json_command():outcome().error, "a lease of a closed pool runs nothing")
    check.truth(pool:acquire("new"):outcome().error, "a closed pool leases nothing")
    pool:expect_spawned(3)
  end,
}
