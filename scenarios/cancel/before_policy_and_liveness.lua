return scenario {
  summary = "a set token comes before the policy and before the look at the child",
  clauses = { "REQ-01", "CANCEL-01" },
  profile = "supervisor",
  config = { policy = { max_requests = 1 } },

  drive = function(sup)
    sup:health {}:ok()
    sup:cancel("t")
    sup:health { token = "t" }:expect_error("cancelled")
    sup:expect_stats { requests = 1, restarts = 0, max_request_restarts = 0 }
    sup:child(0):signal("KILL")
    sup:child(0):expect_exit()
    sup:health { token = "t" }:expect_error("cancelled")
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_stats { requests = 1, restarts = 0, exits = 1 }
  end,
}
