return scenario {
  summary = "where soft ceiling and idle time are both reached the cause is the ceiling, and one restart is enough",
  clauses = { "POLICY-01" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 1, idle_restart_after_ms = 100 } },

  child = function(worker)
    worker:handshake()
    worker:wait(150)
    worker:mark("rested " .. worker.generation)
    worker:serve()
  end,

  drive = function(sup)
    sup:expect_mark("rested 0")
    sup:health {}:ok()
    sup:expect_stats { restarts = 1, rss_restarts = 1, idle_restarts = 0, last_restart_reason = "rss_ceiling" }
    sup:expect_spawned(2)
  end,
}
