return scenario {
  summary = "a hard limit without a configured interval is watched several times a second, in every generation",
  clauses = { "DEFAULT-01", "RSS-03" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 65536 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      worker:expect("health")
      worker:wait(50)
      worker:rss(90000)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for _ = 1, 2 do
      local call = sup:health {}
      call:expect_error("rss_hard_limit_exceeded", { limit_kib = 65536 })
      call:within(2000)
    end
  end,
}
