return scenario {
  summary = "equal memory limits are allowed",
  clauses = { "CONFIG-03" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    local call = sup:resolve_config { IMPORT_SWITCH_RSS_SOFT_KIB = 4096, WORKER_RSS_POST_JOB_RESTART_KIB = 4096, WORKER_RSS_HARD_KILL_KIB = 4096 }
    call:expect_knob("IMPORT_SWITCH_RSS_SOFT_KIB", 4096, "environment")
    call:expect_knob("WORKER_RSS_POST_JOB_RESTART_KIB", 4096, "environment")
    call:expect_knob("WORKER_RSS_HARD_KILL_KIB", 4096, "environment")
    sup:resolve_config { MODULE_CACHE_RSS_GUARD_KIB = 99999999 }:expect_knob("MODULE_CACHE_RSS_GUARD_KIB", 99999999, "environment")
  end,
}
