return scenario {
  summary = "an empty pool: no worker, nothing counted, no memory in use",
  clauses = { "POOL-05" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 3 }
    pool:expect_snapshot {
      max_workers = 3, workers = 0, active_workers = 0, warm_leases = 0, queue_depth = 0, total_child_rss_kib = 0,
      rss_samples_unavailable = 0, requests = 0, imports = 0, worker_restarts = 0, max_request_restarts = 0, max_import_restarts = 0,
      rss_restarts = 0, idle_restarts = 0, cancelled_restarts = 0, timeout_restarts = 0, policy_restarts = 0, queue_timeouts = 0,
      memory_budget_rejections = 0, last_restart_reason = check.null, stream_requests = 0, stream_successes = 0, stream_failures = 0,
      data_rows_delivered = 0, data_row_payload_bytes = 0, backpressure_waits = 0, backpressure_failures = 0,
    }
    pool:close():ok()
    pool:expect_spawned(0)
  end,
}
