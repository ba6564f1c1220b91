return scenario {
  summary = "a lease is released once: a second release is refused, and the capacity of the other lease stays taken",
  clauses = { "LEASE-02" },
  profile = "pool",
  defects = { 11 },
  spawn = false,
  needs = { "concurrent" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 500 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    one:release():ok()
    one:release():expect_error("lease_invalidated")
    one:release():expect_error("lease_invalidated")
    pool:expect_snapshot({ active_workers = 1, warm_leases = 0 }, "LEASE-02")
    pool:acquire("B"):expect_error("worker_pool_queue_timeout")
    two:json_command():ok()
    -- nor is a late one a release of the leases on the child that follows
    two:cycle():ok()
    local three = pool:lease("A")
    one:release():expect_error("lease_invalidated")
    two:release():ok()
    two:release():expect_error("lease_invalidated")
    pool:expect_snapshot({ active_workers = 1, warm_leases = 0 }, "LEASE-02")
    three:json_command():ok()
    three:release():ok()
    pool:expect_snapshot({ active_workers = 0, warm_leases = 1 }, "LEASE-02")
  end,
}
