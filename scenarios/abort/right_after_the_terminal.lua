return scenario {
  summary = "a child that dies right after its terminal has succeeded; the next call gets the exit",
  clauses = { "STREAM-04", "REQ-05", "REQ-02" },
  profile = "stream",
  tags = { "mid-stream-abort" },
  defects = { 10 },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:cork()
    worker:rows("rows", 2)
    worker:stream_complete { total_rows = 2 }
    worker:uncork()
    worker:abort()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_ok { total_rows = 2 }
    call:expect_rows(2)
    sup:expect_stats { stream_successes = 1, stream_failures = 0 }
    sup:child(0):expect_exit()
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_stats { exits = 1, requests = 1, stream_failures = 0 }
  end,
}
