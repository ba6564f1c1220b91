return scenario {
  summary = "rows of several streams arrive in pipe order, each once, then the summary",
  clauses = { "STREAM-01", "STREAM-04", "WIRE-12" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    local body = worker:expect("run_data_stream")
    worker:check(body.export == "demo.rows", "the export arrives", "REQ-02")
    worker:check(json.decode(body.request_json).n == 3, "the request arrives as JSON text", "REQ-02")
    worker:check(body.progress == false, "no progress was asked for", "REQ-02")
    worker:row("left", { ordinal = 0 })
    worker:row("right", { ordinal = 0 })
    worker:row("left", { ordinal = 1 })
    worker:row("left", json.null)
    worker:row("right", "text")
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"stream_complete","summary":'
      .. '{"total_rows":5,"per_stream_counts":{"left":3,"right":2},"elapsed_micros":77,"metadata":{"k":[1]}}}}}')
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo.rows", request = { n = 3 } }
    call:expect_row("left", 0, '{"ordinal":0}')
    call:expect_row("right", 0, '{"ordinal":0}')
    call:expect_row("left", 1, '{"ordinal":1}')
    call:expect_row("left", 2, "null")
    call:expect_row("right", 1, '"text"')
    local ok = call:expect_ok { total_rows = 5, elapsed_us = 77 }
    check.equal(ok.per_stream_counts.left, 3)
    check.equal(ok.per_stream_counts.right, 2)
    check.equal(ok.metadata.k[1], 1)
    call:expect_rows(5)
    sup:expect_stats {
      requests = 1, stream_requests = 1, stream_successes = 1, stream_failures = 0, data_rows_delivered = 5,
      data_row_payload_bytes = 13 + 13 + 13 + 4 + 6, backpressure_waits = 0, backpressure_failures = 0,
    }
  end,
}
