local KNOBS = {
  WORKER_RSS_POST_JOB_RESTART_KIB = 5000001,
  WORKER_RSS_HARD_KILL_KIB = 16000001,
  WORKER_RSS_SAMPLE_MILLIS = 251,
  IMPORT_SWITCH_RSS_SOFT_KIB = 2000001,
  MODULE_CACHE_RSS_GUARD_KIB = 2000002,
  MODULE_CACHE_MAX_BYTES = 33000001,
  REQUEST_TIMEOUT_MILLIS = 120001,
  PROJECT_MAILBOX_CAPACITY = 9,
  WORKER_RESTART_LIMIT = 4,
  WORKER_RESTART_WINDOW_SECS = 61,
}

local DEFAULTS = {
  WORKER_RSS_POST_JOB_RESTART_KIB = 5242880,
  WORKER_RSS_HARD_KILL_KIB = 16777216,
  WORKER_RSS_SAMPLE_MILLIS = 250,
  IMPORT_SWITCH_RSS_SOFT_KIB = 2097152,
  MODULE_CACHE_RSS_GUARD_KIB = 2097152,
  MODULE_CACHE_MAX_BYTES = 33554432,
  REQUEST_TIMEOUT_MILLIS = 120000,
  PROJECT_MAILBOX_CAPACITY = 8,
  WORKER_RESTART_LIMIT = 3,
  WORKER_RESTART_WINDOW_SECS = 60,
}

return scenario {
  summary = "each knob is taken from the file where the environment does not have it, alone and together; alone it changes no other",
  clauses = { "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    local all = sup:resolve_config({}, KNOBS)
    for name, value in pairs(KNOBS) do
      all:expect_knob(name, value, "file")
      local one = sup:resolve_config({}, { [name] = value })
      one:expect_knob(name, value, "file")
      for other, default in pairs(DEFAULTS) do
        if other ~= name then one:expect_knob(other, default, "default") end
      end
    end
  end,
}
