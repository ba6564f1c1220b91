return scenario {
  summary = "a drop after a release gives nothing back a second time",
  clauses = { "LEASE-02" },
  profile = "pool",
  defects = { 11 },
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local one = pool:lease("A")
    pool:lease("A")
    one:release():ok()
    one:drop():outcome()
    pool:expect_snapshot({ active_workers = 1, warm_leases = 0 }, "LEASE-02")
  end,
}
