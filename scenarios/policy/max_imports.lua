return scenario {
  summary = "with max_imports 2 the third import-like request has a fresh child; other requests neither count nor restart",
  clauses = { "POLICY-01", "POLICY-02", "RESTART-02", "STATS-01" },
  profile = "supervisor",
  config = { policy = { max_imports = 2 } },

  drive = function(sup)
    local body = { manifest_path = "m" }
    sup:request("load_fixture_capability", body):ok()
    sup:health {}:ok()
    sup:request("call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 }):ok()
    sup:health {}:ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 5, imports = 2, restarts = 0, import_like_admission_attempts = 2, import_like_admitted = 2 }
    sup:expect_spawned(1)
    sup:request("load_fixture_capability", body):ok()
    sup:expect_received(0, { "load_fixture_capability", "health", "call_fixture_mul", "health", "health", "terminate" }, "RESTART-02")
    sup:expect_received(1, { "load_fixture_capability" })
    sup:expect_stats {
      requests = 6, imports = 3, restarts = 1, max_import_restarts = 1, max_request_restarts = 0,
      import_like_admission_attempts = 3, import_like_admitted = 3, last_restart_reason = "max_imports",
    }
    sup:request("load_fixture_capability", body):ok()
    sup:expect_spawned(2)
    sup:expect_snapshot { worker_generation = 1 }
  end,
}
