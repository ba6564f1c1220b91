return scenario {
  summary = "import switch over post job, and post job over hard kill, fail with the two values, whatever their sources",
  clauses = { "CONFIG-03" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    local function refused(environment, file, left, right)
      local error = sup:resolve_config(environment, file):expect_error("config")
      check.match(error.message, "invalid RSS config: ")
      check.truth(error.message:find(tostring(left), 1, true), "the first value, " .. left)
      check.truth(error.message:find(tostring(right), 1, true), "the second value, " .. right)
    end
    refused({ IMPORT_SWITCH_RSS_SOFT_KIB = 5242881 }, nil, 5242881, 5242880)
    refused({}, { WORKER_RSS_POST_JOB_RESTART_KIB = 2097151 }, 2097152, 2097151)
    refused({ WORKER_RSS_HARD_KILL_KIB = 5242879 }, nil, 5242880, 5242879)
    -- as whole numbers, however large
    for _, large in ipairs { 2 ^ 31, 2 ^ 31 + 5, 2 ^ 32, 2 ^ 32 + 1, 2 ^ 53 } do
      large = math.tointeger(large)
      refused({ IMPORT_SWITCH_RSS_SOFT_KIB = large }, nil, large, 5242880)
      refused({}, { WORKER_RSS_POST_JOB_RESTART_KIB = large }, large, 16777216)
      refused({ IMPORT_SWITCH_RSS_SOFT_KIB = large + 1, WORKER_RSS_POST_JOB_RESTART_KIB = large, WORKER_RSS_HARD_KILL_KIB = large + 1 }, nil,
        large + 1, large)
      local escalating = { IMPORT_SWITCH_RSS_SOFT_KIB = large, WORKER_RSS_POST_JOB_RESTART_KIB = large + 1, WORKER_RSS_HARD_KILL_KIB = large + 1 }
      sup:resolve_config(escalating):expect_ok()
    end
    refused({ WORKER_RSS_POST_JOB_RESTART_KIB = 4000 }, { IMPORT_SWITCH_RSS_SOFT_KIB = 3000, WORKER_RSS_HARD_KILL_KIB = 3999 }, 4000, 3999)
  end,
}
