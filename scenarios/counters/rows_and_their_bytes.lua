return scenario {
  summary = "delivered rows and their payload bytes are counted as they were sent, white space included, failed streams included",
  clauses = { "STATS-01", "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", json.text('{ "a" : 1 }'))
    worker:row("rows", json.text('"\xE2\x82\xAC"'))
    worker:stream_complete { total_rows = 2 }
    worker:expect("run_data_stream")
    worker:row("rows", json.text("[ ]"))
    worker:error("c", "m")
    worker:serve()
  end,

  drive = function(sup)
    sup:stream { export = "demo" }:ok()
    sup:expect_stats { data_rows_delivered = 2, data_row_payload_bytes = 11 + 5 }
    sup:stream { export = "demo" }:expect_error("worker")
    sup:expect_stats { data_rows_delivered = 3, data_row_payload_bytes = 11 + 5 + 3, stream_requests = 2, stream_successes = 1, stream_failures = 1 }
  end,
}
