return scenario {
  summary = "a value is the file's or the environment's also where it equals the default, and the environment's where both have the same",
  clauses = { "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    sup:resolve_config({}, { WORKER_RESTART_LIMIT = 3 }):expect_knob("WORKER_RESTART_LIMIT", 3, "file")
    sup:resolve_config { WORKER_RESTART_LIMIT = 3 }:expect_knob("WORKER_RESTART_LIMIT", 3, "environment")
    for _, value in ipairs { 3, 5 } do
      sup:resolve_config({ WORKER_RESTART_LIMIT = value }, { WORKER_RESTART_LIMIT = value }):expect_knob("WORKER_RESTART_LIMIT", value, "environment")
    end
  end,
}
