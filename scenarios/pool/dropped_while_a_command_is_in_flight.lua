return scenario {
  summary = "a lease that is dropped while its stream is in flight gives its capacity back once",
  clauses = { "LEASE-02" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    local stream = lease:stream { sink = { block_at_row = 0 } }
    stream:expect_blocked(0)
    local drop = lease:drop()
    sup:release(stream)
    stream:outcome()
    drop:ok()
    local ended = sup:clock()
    repeat sup:cancel("of nobody") until sup:clock() - ended > 50 -- the drop need not have waited for the end of the stream
    pool:expect_snapshot({ active_workers = 0, warm_leases = 1 }, "LEASE-02")
    pool:lease("A"):json_command():ok()
  end,
}
