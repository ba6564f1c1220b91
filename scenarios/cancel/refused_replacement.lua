return scenario {
  summary = "a cancellation whose replacement the window refuses is restart_limit_exceeded, and the child is gone",
  clauses = { "TIMEOUT-03", "RESTART-04", "RESTART-03", "RESTART-09" },
  profile = "stream",
  config = { restart_limit = { max = 1, window_ms = 60000 } },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:hang()
  end,

  drive = function(sup)
    sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 0 } }:expect_error("cancelled")
    local call = sup:stream { export = "demo", token = "u", sink = { cancel_at_row = 0 } }
    call:expect_error("restart_limit_exceeded", { restarts = 1, window_ms = 60000 })
    call:expect_rows(1)
    sup:expect_stats { stream_failures = 2, restarts = 1, cancelled_restarts = 1, exits = 2, replacement_failures = 1 }
    sup:expect_stats({ last_replacement_skipped_reason = "restart_limit_exceeded" }, "RESTART-03")
    sup:health {}:expect_error("shutdown_in_progress", { operation = "worker_request" }, "RESTART-09")
    sup:expect_status("exited")
    sup:cycle():expect_error("restart_limit_exceeded", {}, "RESTART-09")
    sup:shutdown {}:expect_ok({ outcome = "already_exited" }, "RESTART-09")
    sup:expect_gone()
  end,
}
