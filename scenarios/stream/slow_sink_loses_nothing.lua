return scenario {
  summary = "rows behind a slow sink are all delivered, in order",
  clauses = { "STREAM-01", "STREAM-05" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:rows("rows", 300, { bytes = 2000 })
    worker:stream_complete { total_rows = 300 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { delay_us = 300 } }
    call:expect_ok { total_rows = 300 }
    local rows = call:rows()
    check.equal(#rows, 300)
    for index, row in ipairs(rows) do
      check.equal(row.sequence, index - 1)
      check.match(row.payload, '^{"ordinal":' .. (index - 1) .. "[,} ]")
    end
    sup:expect_stats { data_rows_delivered = 300, stream_successes = 1 }
  end,
}
