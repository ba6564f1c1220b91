return scenario {
  summary = "memory is looked at after every event, however long the sample interval is",
  clauses = { "RSS-03" },
  profile = "stream",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 3600000 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation < 5 then
      worker:next()
      worker:rss(90000)
      if worker.generation == 0 or worker.generation == 3 then
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
    local rows = sup:emit_rows { streams = { "s" } }
    rows:expect_error("rss_hard_limit_exceeded", { operation = "emit_test_rows" })
    rows:within(5000)
    sup:expect_stats { rss_restarts = 4, stream_failures = 4 }
    local call = sup:request("json_command", { export = "e", request_json = "{}" }, { diagnostics = true })
    call:expect_error("rss_hard_limit_exceeded", { operation = "worker_json_command" })
    call:within(5000)
    sup:expect_snapshot { worker_generation = 5 }
  end,
}
