return scenario {
  summary = "a child below its soft ceiling serves on; the request after it has grown past it goes to a fresh one",
  clauses = { "POLICY-01", "RSS-02" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 100000 } },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    for step, kib in ipairs { 50000, 80000, 120000 } do
      worker:serve { count = 1 }
      worker:rss(kib)
      worker:mark("step " .. step)
    end
    worker:serve()
  end,

  drive = function(sup)
    for step = 1, 3 do
      sup:health {}:ok()
      sup:expect_mark("step " .. step)
      sup:expect_stats { restarts = 0, requests = step }
    end
    sup:health {}:ok()
    sup:expect_stats { restarts = 1, rss_restarts = 1, requests = 4 }
    sup:expect_received(0, { "health", "health", "health", "terminate" })
  end,
}
