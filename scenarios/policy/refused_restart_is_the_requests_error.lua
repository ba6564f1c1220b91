return scenario {
  summary = "a policy restart that the window refuses is the request's error; the request is not sent, an import not admitted",
  clauses = { "POLICY-01", "RESTART-04", "STATS-01" },
  profile = "supervisor",
  config = { policy = { max_imports = 1 }, restart_limit = { max = 1, window_ms = 60000 } },
  tags = { "restart-storm" },

  drive = function(sup)
    local body = { manifest_path = "m" }
    sup:request("load_fixture_capability", body):ok()
    sup:request("load_fixture_capability", body):ok()
    sup:request("load_fixture_capability", body):expect_error("restart_limit_exceeded", { restarts = 1 })
    sup:expect_stats { requests = 2, imports = 2, import_like_admission_attempts = 3, import_like_admitted = 2, restarts = 1, exits = 2 }
    sup:request("load_fixture_capability", body):expect_error("shutdown_in_progress")
    sup:expect_stats { import_like_admission_attempts = 3, requests = 2 }
    sup:expect_reaped()
  end,
}
