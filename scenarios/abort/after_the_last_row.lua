return scenario {
  summary = "a child that dies after its last row and before the terminal has not succeeded",
  clauses = { "STREAM-01", "STREAM-04", "REQ-08" },
  profile = "stream",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:rows("rows", 3)
    worker:exit(0)
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_error("child_exited")
    call:expect_rows(3)
    sup:expect_stats { stream_successes = 0, stream_failures = 1, data_rows_delivered = 3, exits = 1 }
  end,
}
