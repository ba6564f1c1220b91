return scenario {
  summary = "a health request reaches the child once, its answer reaches the caller, and one request is counted",
  clauses = { "REQ-02", "WIRE-08", "STATS-01" },
  profile = "supervisor",

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_received(0, { "health" })
    sup:expect_stats { requests = 1, imports = 0, stream_requests = 0, exits = 0, restarts = 0 }
    sup:health {}:ok()
    sup:expect_received(0, { "health", "health" })
    sup:expect_stats { requests = 2 }
    sup:expect_spawned(1)
  end,
}
