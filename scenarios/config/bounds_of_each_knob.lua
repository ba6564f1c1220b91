-- Of the three memory limits only such as escalate: the others keep their defaults.
local SMALLEST = {
  WORKER_RSS_SAMPLE_MILLIS = 1,
  IMPORT_SWITCH_RSS_SOFT_KIB = 1,
  MODULE_CACHE_RSS_GUARD_KIB = 1,
  MODULE_CACHE_MAX_BYTES = 1,
  REQUEST_TIMEOUT_MILLIS = 1,
  PROJECT_MAILBOX_CAPACITY = 1,
  WORKER_RESTART_LIMIT = 1,
  WORKER_RESTART_WINDOW_SECS = 1,
}
local OVER_32_BITS = 4294967303
local LARGE = {
  WORKER_RSS_HARD_KILL_KIB = OVER_32_BITS,
  WORKER_RSS_SAMPLE_MILLIS = OVER_32_BITS,
  MODULE_CACHE_RSS_GUARD_KIB = OVER_32_BITS,
  MODULE_CACHE_MAX_BYTES = OVER_32_BITS,
  REQUEST_TIMEOUT_MILLIS = OVER_32_BITS,
  PROJECT_MAILBOX_CAPACITY = OVER_32_BITS,
  WORKER_RESTART_LIMIT = OVER_32_BITS,
  WORKER_RESTART_WINDOW_SECS = OVER_32_BITS,
}
-- What somebody may think is more than anybody needs.
local GENEROUS = {
  WORKER_RSS_SAMPLE_MILLIS = 100000,
  REQUEST_TIMEOUT_MILLIS = 90000000,
  PROJECT_MAILBOX_CAPACITY = 2000,
  WORKER_RESTART_LIMIT = 2000,
  WORKER_RESTART_WINDOW_SECS = 90000,
}

return scenario {
  summary = "no knob has bounds of its own: 1 and values over 32 bits are taken as they are, from either source",
  clauses = { "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for _, knobs in ipairs { SMALLEST, LARGE, GENEROUS } do
      for name, value in pairs(knobs) do
        sup:resolve_config { [name] = value }:expect_knob(name, value, "environment")
        sup:resolve_config({}, { [name] = value }):expect_knob(name, value, "file")
      end
    end
  end,
}
