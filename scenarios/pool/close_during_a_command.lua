return scenario {
  summary = "a pool that is closed while a stream is in flight ends with no process, once the stream has ended",
  clauses = { "POOL-10", "REQ-02" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local lease = pool:lease("A")
    pool:lease("B"):release():ok()
    local stream = lease:stream { sink = { block_at_row = 0 } }
    stream:expect_blocked(0)
    local close = pool:close()
    sup:release(stream)
    local outcome = stream:outcome()
    check.truth(outcome.ok or outcome.error.kind, "the stream has one outcome", "REQ-02")
    close:ok()
    pool:expect_gone()
  end,
}
