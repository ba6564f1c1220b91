return scenario {
  summary = "a memory spike between rows is a stream failure; rows before it were delivered",
  clauses = { "RSS-03", "STREAM-04" },
  profile = "stream",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 20 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:rows("rows", 3)
      worker:meet("three rows out")
      worker:rss(90000)
      worker:check(worker:next() == nil, "a child that is to be killed is not asked to leave", "RESTART-02")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    for index = 0, 2 do
      call:expect_row("rows", index, '{"ordinal":' .. index .. "}")
    end
    sup:let("three rows out")
    call:expect_error("rss_hard_limit_exceeded", { operation = "worker_run_data_stream", limit_kib = 65536 })
    call:expect_rows(3)
    sup:expect_stats { stream_failures = 1, stream_successes = 0, rss_restarts = 1, data_rows_delivered = 3, exits = 1 }
    sup:expect_snapshot { worker_generation = 1 }
  end,
}
