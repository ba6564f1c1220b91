return scenario {
  summary = "a stream that fails after it waited for its sink, however often, is one back-pressure failure; later streams add none",
  clauses = { "STREAM-06", "STATS-01" },
  profile = "stream",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:rows("rows", 2)
    worker:meet("sink stands")
    local sent = worker:flood("rows", { bytes = 100, max = 100000, stall_ms = 400 })
    worker:mark("stalled")
    worker:error("demo.failed", "after " .. sent .. " rows")
    worker:expect("run_data_stream")
    worker:error("demo.failed", "at once")
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { mode = "digest", block_at_row = 1, delay_us = 1000 } }
    call:expect_blocked(1)
    sup:let("sink stands")
    sup:expect_mark("stalled")
    sup:release(call)
    call:expect_error("worker")
    sup:expect_stats({ backpressure_failures = 1, backpressure_waits = check.at_least(1) }, "STREAM-06")
    sup:expect_stats { stream_failures = 1 }
    sup:stream { export = "demo" }:expect_error("worker")
    sup:expect_stats({ backpressure_failures = 1 }, "STREAM-06")
    sup:expect_stats { stream_failures = 2 }
  end,
}
