return scenario {
  summary = "a sink that stands still blocks the child: the parent holds 64 events, what the pipe takes and no more",
  clauses = { "STREAM-05", "STREAM-06", "STREAM-01" },
  profile = "stream",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    -- rows of 64 KiB: a pipe holds 1 (64 KiB) to 16 (1 MiB, the most an unprivileged process may ask for) of them
    local sent = worker:flood("rows", { bytes = 65536, max = 400, stall_ms = 400 })
    worker:check(sent <= 64 + 16 + 4, sent .. " rows were taken while the sink stood still")
    worker:mark("stalled")
    worker:stream_complete { total_rows = sent }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { mode = "digest", block_at_row = 0 } }
    call:expect_blocked(0)
    sup:expect_mark("stalled")
    sup:release(call)
    local ok = call:ok()
    check.equal(ok.delivered.rows, ok.total_rows, "STREAM-01")
    sup:expect_stats({ stream_successes = 1, data_rows_delivered = ok.total_rows }, "STREAM-01")
    sup:expect_stats({ backpressure_failures = 0, backpressure_waits = check.at_least(1) }, "STREAM-06")
  end,
}
