return scenario {
  summary = "stream_elapsed grows by the time each stream took, succeeded or failed",
  clauses = { "STATS-01", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:wait(60)
    worker:stream_complete { total_rows = 0 }
    worker:expect("run_data_stream")
    worker:wait(60)
    worker:error("demo.failed", "late")
    worker:serve()
  end,

  drive = function(sup)
    sup:stream { export = "demo" }:ok()
    local first = sup:stats().stream_elapsed_us
    check.at_least(first, 60000)
    sup:stream { export = "demo" }:expect_error("worker")
    check.at_least(sup:stats().stream_elapsed_us, first + 60000)
    sup:health {}:ok()
    sup:expect_stats { stream_successes = 1, stream_failures = 1 }
  end,
}
