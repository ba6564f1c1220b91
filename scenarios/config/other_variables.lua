return scenario {
  summary = "variables with other names, also those that begin alike, are nobody's",
  clauses = { "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    local call = sup:resolve_config { WORKER_RESTART_LIMI = "1", WORKER_RESTART_LIMITS = "x", worker_restart_limit = "7" }
    call:expect_knob("WORKER_RESTART_LIMIT", 3, "default")
  end,
}
