return scenario {
  summary = "a reopened worker goes through health and session like a new one",
  clauses = { "POOL-02", "CAP-01" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A")
    pool:child(0):signal("KILL")
    pool:child(0):expect_exit()
    pool:lease("A")
    pool:expect_received(1, { "health", "open_host_session" })
  end,
}
