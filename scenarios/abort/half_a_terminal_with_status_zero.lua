return scenario {
  summary = "half a terminal followed by a clean exit is child_exited, never a success",
  clauses = { "WIRE-06", "STREAM-04" },
  profile = "stream",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:half('{"version":10,"message":{"type":"response","body":{"status":"stream_complete","summary":'
      .. '{"total_rows":1,"per_stream_counts":{"rows":1},"elapsed_micros":1,"metadata":null}}}}', 150)
    worker:exit(0)
  end,

  drive = function(sup)
    sup:stream { export = "demo" }:expect_error("child_exited")
    sup:expect_stats { stream_successes = 0, stream_failures = 1, exits = 1 }
  end,
}
