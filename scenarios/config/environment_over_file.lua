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
  summary = "each knob is taken from the environment where the file has it, too; the others stay the file's",
  clauses = { "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for name, value in pairs(KNOBS) do
      local call = sup:resolve_config({ [name] = value + 1 }, KNOBS)
      for other, from_file in pairs(KNOBS) do
        if other == name then
          call:expect_knob(name, value + 1, "environment")
        else
          call:expect_knob(other, from_file, "file")
        end
      end
    end
  end,
}
