return scenario {
  summary = "a child that aborts between rows leaves them tentative",
  clauses = { "STREAM-01", "REQ-08", "EXIT-01" },
  profile = "stream",
  config = { request_timeout_ms = 5000 },
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:meet("one row out")
    worker:abort()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, '{"ordinal":0}')
    sup:let("one row out")
    local e = call:expect_error("child_panic_or_abort")
    check.equal(e.exit.success, false, "EXIT-01")
    check.equal(e.exit.signal, 6, "EXIT-01")
    sup:expect_stats { stream_failures = 1, stream_successes = 0, data_rows_delivered = 1 }
    check.equal(sup:child(0):state(), "reaped", "REQ-08")
  end,
}
