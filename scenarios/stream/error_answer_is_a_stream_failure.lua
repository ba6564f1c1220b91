return scenario {
  summary = "an error answer ends a stream as a failure, once, and the child goes on",
  clauses = { "STREAM-04", "REQ-06" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:error("demo.failed", "half way")
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_error("worker", { code = "demo.failed" })
    call:expect_rows(1)
    sup:expect_stats { stream_requests = 1, stream_successes = 0, stream_failures = 1, data_rows_delivered = 1, exits = 0 }
    sup:health {}:ok()
    sup:expect_spawned(1)
  end,
}
