return scenario {
  summary = "the requests and imports of one supervisor do not count towards another's limits",
  clauses = { "POLICY-01" },
  profile = "supervisor",
  config = { policy = { max_requests = 3, max_imports = 2 } },

  drive = function(sup)
    local product = { manifest_path = "/m", lhs = 6, rhs = 7 }
    local other = sup:worker("b")
    other:spawn {}:ok()
    for _, worker in ipairs { sup, other } do
      worker:request("call_fixture_mul", product):ok()
    end
    for _, worker in ipairs { sup, other, sup, other } do
      worker:health {}:ok()
    end
    sup:expect_stats { max_request_restarts = 0, max_import_restarts = 0 }
    other:expect_stats { max_request_restarts = 0, max_import_restarts = 0 }
    other:health {}:ok()
    other:expect_stats { max_request_restarts = 1 }
    sup:request("call_fixture_mul", product):ok()
    sup:expect_stats { max_request_restarts = 1, max_import_restarts = 0 }
  end,
}
