return scenario {
  summary = "a child that is killed for its memory in mid-command invalidates the lease by the change of generation",
  clauses = { "LEASE-04", "RSS-03", "POOL-05" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },
  config = { rss_hard_limit_kib = 250000, rss_sample_interval_ms = 20 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child)
      child:rss(320000)
      child:hang()
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:json_command():expect_error("rss_hard_limit_exceeded", { limit_kib = 250000 }, "RSS-03")
    lease:expect_invalid("worker generation changed from 0 to 1")
    pool:expect_snapshot { rss_restarts = 1, policy_restarts = 0 }
  end,
}
