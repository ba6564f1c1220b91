return scenario {
  summary = "stats has every counter",
  clauses = { "STATS-01" },
  profile = "supervisor",
  drive = function(sup)
    sup:health {}:ok()
    local stats = sup:stats()
    for _, name in ipairs {
      "requests", "imports", "import_like_admission_attempts", "import_like_admitted", "exits", "restarts", "explicit_cycles",
      "max_request_restarts", "max_import_restarts", "rss_restarts", "idle_restarts", "cancelled_restarts", "timeout_restarts",
      "replacement_attempts", "replacement_successes", "replacement_failures", "replacement_budget_admitted",
      "replacement_budget_skipped", "stream_requests", "stream_successes", "stream_failures", "stream_elapsed_us",
      "data_rows_delivered", "data_row_payload_bytes", "backpressure_waits", "backpressure_failures",
      "rss_samples_unavailable",
    } do
      check.truth(type(stats[name]) == "number", "stats has `" .. name .. "`, a number")
    end
    check.truth(stats.requests == 1, "`requests` counts the one that was made")
  end,
}
