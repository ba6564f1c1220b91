return scenario {
  summary = "an undecodable row whose replacement the window refuses, or that does not start, gives the replacement's failure",
  clauses = { "TIMEOUT-03", "STREAM-07", "RESTART-04", "RESTART-03", "RESTART-09" },
  profile = "stream",
  config = { restart_limit = { max = 1, window_ms = 60000 } },

  child = function(worker)
    if worker.name == "b" and worker.generation == 1 then
      worker:exit(3)
    end
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("main", { ordinal = "zero" })
    worker:hang()
  end,

  drive = function(sup)
    sup:stream { export = "demo", typed = true }:expect_error("typed_command_row_decode")
    sup:stream { export = "demo", typed = true }:expect_error("restart_limit_exceeded", { restarts = 1, window_ms = 60000 })
    sup:expect_stats({ last_replacement_skipped_reason = "restart_limit_exceeded" }, "RESTART-03")
    sup:health {}:expect_error("shutdown_in_progress", { operation = "worker_request" }, "RESTART-09")
    sup:expect_status("exited")
    sup:cycle():expect_error("restart_limit_exceeded", {}, "RESTART-09")
    sup:shutdown {}:expect_ok({ outcome = "already_exited" }, "RESTART-09")
    sup:expect_gone()
    sup:expect_stats { stream_failures = 2, data_rows_delivered = 0, replacement_budget_skipped = check.at_least(1), cancelled_restarts = 1 }
    local other = sup:worker("b")
    other:spawn {}:ok()
    other:stream { export = "demo", typed = true }:expect_error("child_panic_or_abort")
    other:expect_stats { stream_failures = 1, data_rows_delivered = 0, replacement_failures = 1, cancelled_restarts = 1 }
    other:drop():ok()
    other:expect_gone()
  end,
}
