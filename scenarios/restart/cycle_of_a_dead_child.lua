return scenario {
  summary = "a cycle over a child that died unseen records that exit once and starts the next generation",
  clauses = { "RESTART-01", "STATE-01", "STATS-01" },
  profile = "supervisor",

  drive = function(sup)
    sup:child(0):signal("KILL")
    sup:child(0):expect_exit()
    sup:cycle():ok()
    sup:expect_stats { exits = 1, restarts = 1, explicit_cycles = 1, replacement_successes = 1 }
    local snapshot = sup:snapshot()
    check.equal(snapshot.worker_generation, 1)
    check.equal(snapshot.last_exit.signal, 9, "STATS-02")
    sup:health {}:ok()
    sup:expect_spawned(2)
  end,
}
