return scenario {
  summary = "a child at its soft ceiling is asked to leave before the next request, which the fresh child serves",
  clauses = { "POLICY-01", "RSS-02", "RESTART-02", "STATS-01", "RESTART-01" },
  profile = "supervisor",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 65536, max_requests = 2 } },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    if worker.generation == 0 then
      worker:rss(90000)
      worker:mark("grown")
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_mark("grown")
    check.at_least(sup:rss().kib, 65536)
    sup:expect_stats { restarts = 0 }
    sup:health {}:ok()
    sup:expect_received(0, { "health", "terminate" })
    sup:expect_received(1, { "health" })
    sup:health {}:ok()
    sup:expect_received(1, { "health", "health" }, "RESTART-01") -- towards max_requests the first child's does not count
    sup:expect_stats {
      requests = 3, restarts = 1, rss_restarts = 1, exits = 1, explicit_cycles = 0, last_restart_reason = "rss_ceiling",
    }
    sup:expect_snapshot { worker_generation = 1, last_restart_reason = "rss_ceiling" }
    sup:expect_spawned(2)
  end,
}
