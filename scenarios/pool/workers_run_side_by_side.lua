return scenario {
  summary = "a stream that is blocked on one worker holds up no command of another worker's lease",
  clauses = { "LEASE-01", "POOL-01" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local one = pool:lease("A")
    local two = pool:lease("B")
    local stream = one:stream { sink = { block_at_row = 0 } }
    stream:expect_blocked(0)
    two:json_command():ok()
    two:stream():expect_rows(2)
    check.equal(pool:snapshot().workers, 2)
    check.truth(stream:pending(), "the blocked stream is still there")
    sup:release(stream)
    stream:expect_ok { total_rows = 2 }
    stream:expect_rows(2)
  end,
}
