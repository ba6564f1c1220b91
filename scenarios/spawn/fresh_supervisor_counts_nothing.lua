return scenario {
  summary = "a fresh supervisor is at generation 0 with every counter at 0",
  clauses = { "SPAWN-08", "STATS-01", "STATS-02" },
  profile = "supervisor",

  drive = function(sup)
    sup:expect_stats {
      requests = 0, imports = 0, import_like_admission_attempts = 0, import_like_admitted = 0, exits = 0, restarts = 0,
      explicit_cycles = 0, max_request_restarts = 0, max_import_restarts = 0, rss_restarts = 0, idle_restarts = 0,
      cancelled_restarts = 0, timeout_restarts = 0, replacement_attempts = 0, replacement_successes = 0,
      replacement_failures = 0, replacement_budget_admitted = 0, replacement_budget_skipped = 0, stream_requests = 0,
      stream_successes = 0, stream_failures = 0, stream_elapsed_us = 0, data_rows_delivered = 0,
      data_row_payload_bytes = 0, backpressure_waits = 0, backpressure_failures = 0, rss_samples_unavailable = 0,
      last_restart_reason = check.null, last_replacement_skipped_reason = check.null, last_replacement = check.null,
    }
    sup:expect_snapshot { worker_generation = 0, restarts = 0, exits = 0, last_restart_reason = check.null, last_exit = check.null }
    sup:expect_spawned(1)
  end,
}
