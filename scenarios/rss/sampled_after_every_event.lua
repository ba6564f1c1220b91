return scenario {
  summary = "memory is looked at after every event, however long the sample interval is",
  clauses = { "RSS-03" },
  profile = "stream",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 3600000 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation < 3 then
      worker:expect("run_data_stream")
      worker:rss(90000)
      if worker.generation == 0 then
        worker:row("rows", { ordinal = 0 })
      elseif worker.generation == 1 then
        worker:progress("p", 0)
      else
        worker:diagnostic("d", "m")
      end
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for _ = 1, 3 do
      local call = sup:stream { export = "demo", progress = true, diagnostics = true }
      call:expect_error("rss_hard_limit_exceeded")
      call:within(5000)
    end
    sup:expect_stats { rss_restarts = 3, stream_failures = 3 }
    sup:expect_snapshot { worker_generation = 3 }
  end,
}
