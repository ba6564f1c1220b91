return scenario {
  summary = "a child that was killed while idle is found by the next command, and the lease is invalid from then on",
  clauses = { "LEASE-04", "REQ-05" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    pool:child(0):signal("KILL")
    pool:child(0):expect_exit()
    local e = lease:json_command():outcome().error
    check.truth(e, "the command fails")
    check.truth(e.kind == "child_panic_or_abort" or e.kind == "lease_invalidated",
      "the child's exit, or an invalid lease; it was " .. tostring(e.kind), "REQ-05")
    lease:expect_invalid()
    pool:expect_spawned(1)
  end,
}
