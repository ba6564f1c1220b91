return scenario {
  summary = "an explicit cycle starts the counts towards max_requests and max_imports again",
  clauses = { "RESTART-01", "POLICY-01" },
  profile = "supervisor",
  config = { policy = { max_requests = 3, max_imports = 2 } },

  drive = function(sup)
    local body = { manifest_path = "m" }
    sup:request("load_fixture_capability", body):ok()
    sup:health {}:ok()
    sup:cycle():ok()
    sup:request("load_fixture_capability", body):ok()
    sup:request("load_fixture_capability", body):ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 5, restarts = 1, max_request_restarts = 0, max_import_restarts = 0 }
    sup:expect_spawned(2)
    sup:health {}:ok()
    sup:expect_stats { requests = 6, restarts = 2, max_request_restarts = 1 }
  end,
}
