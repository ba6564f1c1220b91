return scenario {
  summary = "with max_requests 2 the first two requests go to one child and the third to the next, asked for politely; a large one is a request like another",
  clauses = { "POLICY-01", "RESTART-02", "STATS-01" },
  profile = "supervisor",
  config = { policy = { max_requests = 2 } },

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 2, restarts = 0, max_request_restarts = 0 }
    sup:expect_spawned(1)
    sup:health {}:ok()
    sup:expect_spawned(2)
    sup:expect_received(0, { "health", "health", "terminate" }, "RESTART-02")
    sup:expect_received(1, { "health" })
    check.equal(sup:child(0):state(), "reaped", "RESTART-01")
    sup:expect_stats { requests = 3, restarts = 1, max_request_restarts = 1, exits = 1, explicit_cycles = 0, last_restart_reason = "max_requests" }
    sup:health {}:ok()
    sup:expect_spawned(2)
    sup:health {}:ok()
    sup:expect_received(2, { "health" })
    sup:expect_stats { requests = 5, restarts = 2, max_request_restarts = 2 }
    sup:expect_snapshot { worker_generation = 2, restarts = 2, exits = 2, last_restart_reason = "max_requests" }
    local large = { export = "e", request_json = string.rep("w", 300000) }
    sup:request("json_command", large):ok()
    sup:request("json_command", large):ok()
    sup:expect_received(2, { "health", "json_command", "terminate" })
    sup:expect_received(3, { "json_command" })
  end,
}
