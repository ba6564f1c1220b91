return scenario {
  summary = "a stream without rows is a success and counts as one",
  clauses = { "STREAM-04", "STATS-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:stream_complete { total_rows = 0 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_ok { total_rows = 0 }
    call:expect_rows(0)
    sup:expect_stats { stream_requests = 1, stream_successes = 1, stream_failures = 0, data_rows_delivered = 0, data_row_payload_bytes = 0 }
    sup:expect_status("running")
  end,
}
