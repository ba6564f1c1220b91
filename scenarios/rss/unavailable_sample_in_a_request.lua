return scenario {
  summary = "samples that cannot be taken are counted and kill nobody at the hard limit, which holds for the next child as before",
  clauses = { "RSS-02", "FIX-22", "RSS-01", "RSS-03" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 10, request_timeout_ms = 8000 },
  tags = { "rss-spike" },
  timeout_ms = 20000,

  child = function(worker)
    if worker.generation == 0 then
      worker:hide_rss()
    end
    worker:handshake()
    if worker.generation == 1 then
      worker:expect("health")
      worker:rss(90000)
      worker:hang()
    end
    worker:expect("health")
    worker:wait(400)
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_stats { restarts = 0, rss_restarts = 0, requests = 1, rss_samples_unavailable = check.at_least(1) }
    sup:expect_status("running")
    sup:expect_spawned(1)
    sup:cycle():ok()
    sup:health {}:expect_error("rss_hard_limit_exceeded", { limit_kib = 65536 }, "RSS-03")
  end,
}
