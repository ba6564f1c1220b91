return scenario {
  summary = "a child that dies in the middle of a row is an end of file; that row never reaches the sink",
  clauses = { "WIRE-06", "STREAM-01", "REQ-08" },
  profile = "stream",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:half('{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":1,"payload":{"ordinal":1}}}}', 105)
    worker:abort()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_error("child_panic_or_abort")
    call:expect_rows(1)
    sup:expect_stats { exits = 1, data_rows_delivered = 1, stream_failures = 1, stream_successes = 0 }
  end,
}
