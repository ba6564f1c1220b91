return scenario {
  summary = "the startup timeout is 10 seconds where none is configured",
  clauses = { "DEFAULT-01", "SPAWN-06" },
  profile = "supervisor",
  spawn = false,
  time = { speed = 60 },
  defects = { 17 },

  child = function(worker)
    worker:hang()
  end,

  drive = function(sup)
    sup:spawn {}:expect_error("timeout", { operation = "startup", duration_ms = 10000 })
    sup:expect_reaped()
  end,
}
