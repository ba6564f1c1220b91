return scenario {
  summary = "an import whose policy restart is refused was attempted, and neither admitted nor counted as an import",
  clauses = { "STATS-01", "POLICY-01" },
  profile = "supervisor",
  config = { policy = { max_imports = 1 }, restart_limit = { max = 1, window_ms = 600000 } },

  drive = function(sup)
    local product = { manifest_path = "/m", lhs = 6, rhs = 7 }
    sup:request("call_fixture_mul", product):ok()
    sup:request("call_fixture_mul", product):ok()
    sup:request("call_fixture_mul", product):expect_error("restart_limit_exceeded", {}, "POLICY-01")
    sup:expect_stats { requests = 2, imports = 2, import_like_admission_attempts = 3, import_like_admitted = 2, max_import_restarts = 1 }
  end,
}
