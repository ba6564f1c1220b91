return scenario {
  summary = "a command on a reopened worker finds its session in the new child",
  clauses = { "POOL-02", "LEASE-01" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):json_command():ok()
    pool:child(0):signal("KILL")
    pool:child(0):expect_exit()
    -- opened with the acquire, or by the first command that needs it
    pool:lease("A"):json_command():ok("LEASE-01")
    pool:expect_spawned(2)
  end,
}
