-- Timed rules. Early is always a failure; late is judged with what the machine lost, and is inconclusive where it was to blame.
-- Formulas name options; `slack` is what a correct implementation may take on top.
return {
    { name = "startup-deadline", from = "spawn is called", to = "timeout with operation startup", not_before = "startup_timeout_ms",
      not_after = "startup_timeout_ms + kill_wait_ms + slack", clause = "SPAWN-06" },
    { name = "request-deadline", from = "the request is called", to = "timeout with the request's operation", not_before = "request_timeout_ms",
      not_after = "request_timeout_ms + kill_wait_ms + startup_timeout_ms + slack, and a policy's restart before it", clause = "TIMEOUT-01" },
    { name = "request-end", from = "the request is called", to = "its answer", not_before = "",
      not_after = "request_timeout_ms + kill_wait_ms + startup_timeout_ms + slack, and a policy's restart before it", clause = "REQ-02" },
    { name = "graceful-kill", from = "a graceful shutdown is called", to = "graceful_timed_out_killed", not_before = "shutdown_timeout_ms",
      not_after = "shutdown_timeout_ms + kill_wait_ms + slack", clause = "SHUT-01" },
    { name = "shutdown-end", from = "a shutdown is called", to = "its answer", not_before = "",
      not_after = "shutdown_timeout_ms + kill_wait_ms + slack", clause = "SHUT-04" },
    { name = "drop-end", from = "a drop is called", to = "its answer", not_before = "", not_after = "shutdown_timeout_ms + kill_wait_ms + slack",
      clause = "SHUT-03" },
    { name = "cycle-end", from = "a cycle is called", to = "its answer", not_before = "",
      not_after = "shutdown_timeout_ms + kill_wait_ms + startup_timeout_ms + kill_wait_ms + slack", clause = "STATE-01" },
    { name = "look-end", from = "status, stats, snapshot, metadata, rss or set_request_timeout is called while nothing else is in flight",
      to = "its answer", not_before = "", not_after = "kill_wait_ms + slack", clause = "STATE-01" },
}
