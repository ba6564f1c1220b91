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
-- As 0 they are under the limit before them, too (CONFIG-03).
local BREAK_THE_ORDER = { WORKER_RSS_POST_JOB_RESTART_KIB = true, WORKER_RSS_HARD_KILL_KIB = true }

return scenario {
  summary = "zero fails for each knob, with the whole name of the variable or the order that it breaks, also beside a valid file",
  clauses = { "CONFIG-02" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for name, value in pairs(KNOBS) do
      local text = "LEAN_HOST_MCP_" .. name .. " resolved to 0, which is not allowed"
      for _, file in ipairs { {}, { [name] = value } } do
        local error = sup:resolve_config({ [name] = "0" }, file):expect_error("config")
        if not (BREAK_THE_ORDER[name] and tostring(error.message):find("invalid RSS config: ", 1, true)) then
          check.equal(error.variable, check.null_or("LEAN_HOST_MCP_" .. name))
          check.truth(error.message:find(text, 1, true), text)
        end
      end
    end
  end,
}
