return scenario {
  summary = "a frame that trickles in byte by byte does not put off the next sample",
  clauses = { "RSS-03" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 500, request_timeout_ms = 8000 },
  tags = { "rss-spike" },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:raw("\0\0\4\0")
      worker:rss(90000)
      for _ = 1, 1000 do
        worker:wait(20)
        worker:raw(" ")
      end
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:expect_error("rss_hard_limit_exceeded", { operation = "health", limit_kib = 65536 })
    sup:set_request_timeout(30000)
    sup:health {}:ok()
    sup:expect_stats { rss_restarts = 1, timeout_restarts = 0 }
  end,
}
