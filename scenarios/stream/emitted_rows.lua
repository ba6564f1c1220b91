return scenario {
  summary = "emitted test rows are a stream that succeeds with rows_complete and is no run_data_stream",
  clauses = { "STREAM-04", "STATS-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    local body = worker:expect("emit_test_rows")
    worker:check(#body.streams == 2 and body.streams[1] == "x" and body.streams[2] == "y", "the streams arrive in order", "REQ-02")
    worker:row("x", { ordinal = 0 })
    worker:row("y", { ordinal = 0 })
    worker:rows_complete(2)
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:emit_rows { streams = { "x", "y" } }
    call:expect_row("x", 0, '{"ordinal":0}')
    call:expect_row("y", 0, '{"ordinal":0}')
    call:expect_ok { count = 2 }
    sup:expect_stats { requests = 1, stream_requests = 0, stream_successes = 1, stream_failures = 0, data_rows_delivered = 2 }
  end,
}
