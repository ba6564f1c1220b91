return scenario {
  summary = "the request for which the policy replaced the child counts as the first of the next one: every child gets as many",
  clauses = { "POLICY-01", "RESTART-01" },
  profile = "supervisor",
  config = { policy = { max_requests = 3 } },

  drive = function(sup)
    for _ = 1, 12 do
      sup:health {}:ok()
    end
    for generation = 0, 2 do
      sup:expect_received(generation, { "health", "health", "health", "terminate" })
    end
    sup:expect_received(3, { "health", "health", "health" })
    sup:expect_stats { max_request_restarts = 3, restarts = 3, requests = 12 }
    sup:worker("b"):spawn { policy = { max_imports = 2 } }:ok()
    local other = sup:worker("b")
    for _ = 1, 6 do
      other:request("load_fixture_capability", { manifest_path = "m" }):ok()
      other:health {}:ok()
    end
    other:expect_stats { max_import_restarts = 2, restarts = 2, imports = 6 }
    other:expect_spawned(3)
  end,
}
