return scenario {
  summary = "restarts of one supervisor do not use up another's window",
  clauses = { "RESTART-04", "STATE-01" },
  profile = "supervisor",
  config = { restart_limit = { max = 2, window_ms = 60000 } },
  tags = { "restart-storm" },

  drive = function(sup)
    local other = sup:worker("b")
    other:spawn {}:ok()
    sup:cycle():ok()
    sup:cycle():ok()
    other:cycle():ok()
    other:cycle():ok()
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 2 })
    other:health {}:ok()
    other:expect_stats { restarts = 2, exits = 2 }
    other:cycle():expect_error("restart_limit_exceeded", { restarts = 2 })
    sup:drop():ok()
    sup:spawn {}:ok()
    sup:cycle():ok()
    sup:expect_snapshot { worker_generation = 1, restarts = 1 }
  end,
}
