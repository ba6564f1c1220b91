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

return scenario {
  summary = "a variable that is no number fails the start and is named, whichever knob it is",
  clauses = { "CONFIG-02" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for name in pairs(KNOBS) do
      local error = sup:resolve_config { [name] = "many" }:expect_error("config", { variable = check.null_or("LEAN_HOST_MCP_" .. name) })
      check.match(error.message, "LEAN_HOST_MCP_" .. name)
    end
  end,
}
