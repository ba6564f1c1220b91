local TYPES = {
  '{"type":"data_row","body":{"stream":"rows","sequence":0,"payload":1}}',
  '{"type":"progress_tick","body":{"phase":"p","current":1}}',
  '{"type":"diagnostic","body":{"code":"c","message":"m"}}',
  '{"type":"response","body":{"status":"error","code":"c","message":"m"}}',
}

-- 9 before each message; then numbers that look like 10 in eight, sixteen and 32 bits
local frames = {}
for _, message in ipairs(TYPES) do
  frames[#frames + 1] = '{"version":9,"message":' .. message .. "}"
end
for _, version in ipairs { "266", "65546", "4294967306", "1" } do
  frames[#frames + 1] = '{"version":' .. version .. ',"message":' .. TYPES[1] .. "}"
end

return scenario {
  summary = "the version is looked at in every message, whole: a row, a tick or a diagnostic of another version is a protocol failure",
  clauses = { "WIRE-03", "FIX-01" },
  profile = "stream",
  timeout_ms = 30000,
  config = { restart_limit = { max = 50, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local text = frames[worker.generation + 1]
    if text then
      worker:expect("run_data_stream")
      worker:cork()
      worker:frame(text)
      worker:stream_complete { total_rows = 0 }
      worker:uncork()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(frames) do
      local call = sup:stream { export = "demo", progress = true, diagnostics = true }
      local outcome = call:outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "frame number " .. index .. " is kind protocol")
      call:expect_rows(0)
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
