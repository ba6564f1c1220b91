return scenario {
  summary = "without environment and file every knob has its default",
  clauses = { "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    local call = sup:resolve_config()
    call:expect_knob("WORKER_RSS_POST_JOB_RESTART_KIB", 5242880, "default")
    call:expect_knob("WORKER_RSS_HARD_KILL_KIB", 16777216, "default")
    call:expect_knob("WORKER_RSS_SAMPLE_MILLIS", 250, "default")
    call:expect_knob("IMPORT_SWITCH_RSS_SOFT_KIB", 2097152, "default")
    call:expect_knob("MODULE_CACHE_RSS_GUARD_KIB", 2097152, "default")
    call:expect_knob("MODULE_CACHE_MAX_BYTES", 33554432, "default")
    call:expect_knob("REQUEST_TIMEOUT_MILLIS", 120000, "default")
    call:expect_knob("PROJECT_MAILBOX_CAPACITY", 8, "default")
    call:expect_knob("WORKER_RESTART_LIMIT", 3, "default")
    call:expect_knob("WORKER_RESTART_WINDOW_SECS", 60, "default")
  end,
}
