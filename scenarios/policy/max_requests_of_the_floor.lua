return scenario {
  summary = "max_requests 0 is raised to 1: every request after the first has its own child",
  clauses = { "DEFAULT-01", "POLICY-01" },
  profile = "supervisor",
  config = { policy = { max_requests = 0 } },

  drive = function(sup)
    for _ = 1, 3 do
      sup:health {}:ok()
    end
    sup:expect_received(0, { "health", "terminate" })
    sup:expect_received(1, { "health", "terminate" })
    sup:expect_received(2, { "health" })
    sup:expect_stats { requests = 3, max_request_restarts = 2 }
  end,
}
