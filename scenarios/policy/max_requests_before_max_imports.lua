return scenario {
  summary = "where max_requests and max_imports are both reached the cause is max_requests, and one restart is enough",
  clauses = { "POLICY-01" },
  profile = "supervisor",
  config = { policy = { max_requests = 1, max_imports = 1 } },

  drive = function(sup)
    local body = { manifest_path = "m" }
    sup:request("load_fixture_capability", body):ok()
    sup:request("load_fixture_capability", body):ok()
    sup:expect_stats { restarts = 1, max_request_restarts = 1, max_import_restarts = 0, import_like_admitted = 2, last_restart_reason = "max_requests" }
    sup:expect_spawned(2)
  end,
}
