return scenario {
  summary = "a child that ends with status 1 between rows leaves them delivered but the stream failed",
  clauses = { "STREAM-01", "REQ-08", "EXIT-01" },
  profile = "stream",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:row("rows", { ordinal = 1 })
    worker:meet("two rows out")
    worker:exit(1)
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_row("rows", 1, '{"ordinal":1}')
    sup:let("two rows out")
    local e = call:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 1, "EXIT-01")
    call:expect_rows(2)
    sup:expect_stats { stream_failures = 1, stream_successes = 0, data_rows_delivered = 2, exits = 1 }
  end,
}
