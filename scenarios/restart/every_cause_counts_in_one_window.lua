return scenario {
  summary = "restarts of different causes share one window and keep their own counters",
  clauses = { "RESTART-04", "RESTART-06", "STATS-01" },
  profile = "stream",
  config = { restart_limit = { max = 4, window_ms = 60000 }, policy = { max_imports = 1 } },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 1 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:hang()
    elseif worker.generation == 2 then
      worker:expect("verify_declaration")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:cycle():ok()
    sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 0 } }:expect_error("cancelled")
    sup:request("verify_declaration", { request = { name = "n" }, targets = { "n" } }):expect_ok { degraded = true }
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    sup:expect_stats {
      restarts = 4, explicit_cycles = 1, cancelled_restarts = 1, max_import_restarts = 1, timeout_restarts = 0,
      rss_restarts = 0, max_request_restarts = 0, idle_restarts = 0, last_restart_reason = "max_imports",
    }
    sup:expect_snapshot { worker_generation = 4 }
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 4 })
    sup:expect_stats { restarts = 4, last_restart_reason = "max_imports" }
  end,
}
