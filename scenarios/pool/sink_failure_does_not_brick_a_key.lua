return scenario {
  summary = "after a sink that failed the next acquire of the key gets a working worker",
  clauses = { "POOL-11", "POOL-05", "FIX-20" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:stream { sink = { fail_at_row = 1 } }:expect_error("data_sink_panic")
    local valid = lease:status().valid
    pool:lease("A"):stream():expect_rows(2)
    pool:expect_snapshot { data_rows_delivered = 3, stream_failures = 1, stream_successes = 1 }
    check.equal(valid, false, "FIX-20")
  end,
}
