-- Each command takes longer than the limit. Pool q is a second attempt, for a machine that let the first limit pass.
local LIMITS_MS = { p = 600, q = 2400 }
local WORK_MS = { p = 700, q = 2500 }

local function late(answer)
  return function(worker, body)
    worker:wait(WORK_MS[worker.name])
    answer(worker, body)
  end
end

return scenario {
  summary = "every kind of command begins the idle time anew, and so keeps the child for the one behind it",
  clauses = { "LEASE-01" },
  profile = "pool",
  spawn = false,
  timeout_ms = 40000,

  child = function(worker)
    worker:handshake()
    -- health and session of the opening
    worker:serve { count = 2 }
    worker:serve { on = {
      health = late(function(w) w:answer("health_ok", {}) end),
      run_data_stream = late(function(w) w:stream_complete {} end),
      capability_metadata = late(function(w) w:answer("capability_metadata", { metadata = { commands = json.array {}, capabilities = json.array {} } }) end),
      capability_doctor = late(function(w) w:answer("capability_doctor", { report = { diagnostics = json.array {} } }) end),
      json_command = late(function(w, body) w:answer("json_command", { response_json = body.request_json }) end),
    } }
  end,

  drive = function(sup)
    local function work(name)
      local pool = sup:pool { name = name, max_workers = 1, idle_cycle_after_ms = LIMITS_MS[name] }
      local idle_since = sup:clock()
      local lease = pool:lease("A", "lease in " .. name)
      local last = "the opening"
      for _, command in ipairs { "health", "stream", "capability_metadata", "capability_doctor", "json_command", "health" } do
        local started = sup:clock()
        local outcome = lease[command](lease):outcome()
        local refused = outcome.error and outcome.error.kind == "lease_invalidated"
        if refused and sup:clock() - idle_since >= LIMITS_MS[name] then return false end
        check.truth(outcome.ok, ("%s is run by the child that %s left"):format(command, last))
        idle_since, last = started + WORK_MS[name], command
      end
      pool:expect_spawned(1)
      return true
    end
    if not work("p") and not work("q") then
      check.inconclusive("the machine let the idle limit pass between two commands")
    end
  end,
}
