return scenario {
  summary = "a stream that is read at once counts no wait for its sink, also where it fails",
  clauses = { "STREAM-06" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    for _ = 1, 2 do
      worker:expect("run_data_stream")
      worker:rows("rows", 10)
      worker:stream_complete { total_rows = 10 }
    end
    worker:expect("run_data_stream")
    worker:rows("rows", 10)
    worker:error("demo.failed", "no reason")
    worker:serve()
  end,

  drive = function(sup)
    sup:stream { export = "demo" }:ok()
    sup:stream { export = "demo" }:ok()
    sup:stream { export = "demo" }:expect_error("worker")
    sup:expect_stats { backpressure_waits = 0, backpressure_failures = 0, stream_failures = 1, data_rows_delivered = 30 }
  end,
}
