return scenario {
  summary = "health of a lease asks the pool's policy first like any other command",
  clauses = { "LEASE-01", "LEASE-04" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 1 }
    local lease = pool:lease("A")
    local start = sup:clock()
    repeat sup:cancel("of nobody") until sup:clock() - start > 20 -- the idle limit passes
    local e = lease:health():expect_error("lease_invalidated")
    check.match(e.reason, "^idle policy cycled worker after .+ idle with limit .+$", "LEASE-04")
  end,
}
