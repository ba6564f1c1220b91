local TIMEOUT_MS = 2500

return scenario {
  summary = "a stream that waited for its sink and then met its deadline, or the hard memory limit, is one back-pressure failure",
  clauses = { "STREAM-06", "TIMEOUT-01", "RSS-03" },
  profile = "stream",
  needs = { "concurrent", "rss" },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", 0)
    worker:meet("sink stands")
    worker:flood("rows", { bytes = 100, max = 100000, stall_ms = 400 })
    worker:mark("stalled")
    if worker.name == "grows" then worker:rss(90000) end
    worker:hang()
  end,

  drive = function(sup)
    local began, workers, calls = sup:clock(), {}, {}
    local configs = { waits = { request_timeout_ms = TIMEOUT_MS }, grows = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 50 } }
    for name, config in pairs(configs) do
      workers[name] = sup:worker(name)
      workers[name]:spawn(config):ok()
      calls[name] = workers[name]:stream { export = "demo", sink = { mode = "digest", block_at_row = 0 } }
    end
    for name, worker in pairs(workers) do
      worker:at("sink stands")
      if sup:clock() - began >= TIMEOUT_MS // 2 then check.inconclusive("the machine was too slow to have a row held in time") end
      calls[name]:expect_blocked(0)
      worker:let("sink stands")
    end
    for _, worker in pairs(workers) do worker:expect_mark_or_end("stalled") end
    if sup:clock() - began >= TIMEOUT_MS then check.inconclusive("the machine did not let the pipes fill before the deadline") end
    for name, worker in pairs(workers) do worker:release(calls[name]) end
    calls.waits:expect_error("timeout", nil, "TIMEOUT-01")
    calls.grows:expect_error("rss_hard_limit_exceeded", nil, "RSS-03")
    for _, worker in pairs(workers) do
      worker:expect_stats({ backpressure_failures = 1, backpressure_waits = check.at_least(1) }, "STREAM-06")
    end
  end,
}
