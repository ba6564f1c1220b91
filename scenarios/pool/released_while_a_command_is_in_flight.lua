return scenario {
  summary = "a lease that is released while its stream is in flight gives its capacity back once, and the child is not cut off",
  clauses = { "LEASE-02", "STREAM-01" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    local stream = lease:stream { sink = { block_at_row = 0 } }
    stream:expect_blocked(0)
    local release = lease:release()
    sup:release(stream)
    stream:expect_ok({ total_rows = 2 }, "STREAM-01")
    stream:expect_rows(2, "STREAM-01")
    release:ok()
    pool:expect_snapshot({ active_workers = 0, warm_leases = 1 }, "LEASE-02")
    pool:lease("A"):json_command():ok()
    pool:expect_spawned(1)
  end,
}
