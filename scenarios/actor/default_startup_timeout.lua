return scenario {
  summary = "without a configured startup timeout the worker of an actor has thirty seconds",
  clauses = { "CONFIG-04", "SPAWN-06" },
  profile = "actor",
  spawn = false,
  time = { speed = 60 },

  child = function(worker)
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:actor_open()
    call:expect_opening_error("timeout", { operation = "startup", duration_ms = 30000 })
    call:not_before(30000)
    call.actor:expect_reaped()
  end,
}
