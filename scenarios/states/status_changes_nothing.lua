return scenario {
  summary = "looking at status, counters and snapshot changes nothing and reaches no child",
  clauses = { "STATE-01", "STATS-02" },
  profile = "supervisor",

  drive = function(sup)
    for _ = 1, 5 do
      sup:expect_status("running")
      sup:expect_stats { requests = 0, exits = 0, restarts = 0 }
      sup:expect_snapshot { worker_generation = 0, restarts = 0, exits = 0 }
      sup:metadata()
    end
    sup:expect_received(0, {})
    sup:health {}:ok()
    sup:expect_spawned(1)
  end,
}
