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

local function expect_refused(call, name)
  local text = "LEAN_HOST_MCP_" .. name .. " resolved to 0, which is not allowed"
  local message = tostring(call:expect_error("config").message)
  if not (BREAK_THE_ORDER[name] and message:find("invalid RSS config: ", 1, true)) then
    check.truth(message:find(text, 1, true), text)
  end
end

return scenario {
  summary = "zero in the file fails for each knob, and where the environment has another value it is that one or the same failure",
  clauses = { "CONFIG-02", "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for name, value in pairs(KNOBS) do
      expect_refused(sup:resolve_config({}, { [name] = "0" }), name)
      -- who looks at the whole file may fail here, too
      local beside = sup:resolve_config({ [name] = value }, { [name] = "0" })
      if beside:outcome().error then
        expect_refused(beside, name)
      else
        beside:expect_knob(name, value, "environment", "CONFIG-01")
      end
    end
  end,
}
