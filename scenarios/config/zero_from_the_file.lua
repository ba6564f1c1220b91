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
  summary = "zero in the file fails for each knob, and where the environment has another value it is that one or the same failure",
  clauses = { "CONFIG-02", "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for name, value in pairs(KNOBS) do
      local text = "LEAN_HOST_MCP_" .. name .. " resolved to 0, which is not allowed"
      local error = sup:resolve_config({}, { [name] = "0" }):expect_error("config")
      check.truth(error.message:find(text, 1, true), text)
      -- who looks at the whole file may fail here, too
      local beside = sup:resolve_config({ [name] = value }, { [name] = "0" })
      if beside:outcome().error then
        check.truth(beside:expect_error("config").message:find(text, 1, true), text)
      else
        beside:expect_knob(name, value, "environment", "CONFIG-01")
      end
    end
  end,
}
