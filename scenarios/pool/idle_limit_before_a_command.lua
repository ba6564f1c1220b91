return scenario {
  summary = "a command on a worker past its idle limit invalidates the lease before any work",
  clauses = { "LEASE-01", "LEASE-04" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 1 }
    local lease = pool:lease("A")
    local start = sup:clock()
    repeat sup:cancel("of nobody") until sup:clock() - start > 20 -- the idle limit passes
    local e = lease:json_command():expect_error("lease_invalidated")
    check.match(e.reason, "^idle policy cycled worker after .+ idle with limit .+$", "LEASE-04")
    pool:expect_received(0, { "health", "open_host_session", "terminate" })
    pool:expect_received(1, {})
    pool:expect_spawned(2)
  end,
}
