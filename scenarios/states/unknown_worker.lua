return scenario {
  summary = "a supervisor that was dropped refuses everything and can be made anew from generation 0",
  clauses = { "SPAWN-08", "SHUT-03" },
  profile = "supervisor",

  drive = function(sup)
    sup:health {}:ok()
    sup:cycle():ok()
    sup:drop():ok()
    sup:health {}:expect_error("unsupported_request")
    sup:cycle():expect_error("unsupported_request")
    sup:spawn {}:ok()
    sup:expect_snapshot { worker_generation = 0, restarts = 0, exits = 0 }
    sup:expect_stats { requests = 0 }
    sup:health {}:ok()
    sup:expect_spawned(3)
  end,
}
