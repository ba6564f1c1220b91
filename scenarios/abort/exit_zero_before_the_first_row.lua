return scenario {
  summary = "a child that ends with status 0 before its first row is child_exited and a stream failure",
  clauses = { "REQ-08", "STREAM-04" },
  profile = "stream",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:exit(0)
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    local e = call:expect_error("child_exited")
    check.equal(e.exit.code, 0, "EXIT-01")
    call:expect_rows(0)
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_stats { stream_requests = 1, stream_failures = 1, stream_successes = 0, exits = 1, restarts = 0 }
    sup:expect_spawned(1)
  end,
}
