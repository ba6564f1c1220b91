return scenario {
  summary = "an absorbed abort is counted in restarts alone, and kills nobody gracefully",
  clauses = { "RESTART-06", "STATS-01", "RESTART-02" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      worker:expect("process_module_query_batch")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local body = { request = { names = { "q" } }, targets = { "q" } }
    sup:request("process_module_query_batch", body):expect_ok { degraded = true }
    sup:request("process_module_query_batch", body):expect_ok { degraded = true }
    sup:request("process_module_query_batch", body):expect_ok { degraded = false }
    sup:expect_stats {
      restarts = 2, exits = 2, requests = 3, explicit_cycles = 0, cancelled_restarts = 0, timeout_restarts = 0, rss_restarts = 0,
      idle_restarts = 0, max_request_restarts = 0, max_import_restarts = 0, replacement_attempts = 2, replacement_successes = 2,
    }
    sup:expect_received(0, { "process_module_query_batch" }, "RESTART-02")
    sup:expect_snapshot { worker_generation = 2 }
  end,
}
