local function response(body) return '{"version":10,"message":{"type":"response","body":' .. body .. "}}" end

local frames = {
  "", -- a length of zero
  " ",
  "null",
  "[]",
  '{"version":10}',
  '{"message":{"type":"response","body":{"status":"health_ok"}}}',
  '{"version":10,"message":{"type":"response"}}',
  '{"version":10,"message":{"body":{"status":"health_ok"}}}',
  '{"version":10,"message":{"type":"answer","body":{"status":"health_ok"}}}',
  '{"version":"10","message":{"type":"response","body":{"status":"health_ok"}}}',
  '{"version":10.0,"message":{"type":"response","body":{"status":"health_ok"}}}',
  response '{"status":"health_is_ok"}',
  response '{"state":"health_ok"}',
  response '{"status":7}',
  response '{"status":null}',
  response '"health_ok"',
  response '{"status":"health_ok"}' .. "x",
  response '{"status":"health_ok"}' .. "\0",
  response '{"status":"health_ok"}' .. '{"version":10}',
}

return scenario {
  summary = "frames that are no message of version 10 are decode errors: unknown names, wrong types, missing fields, trailing bytes, length zero",
  clauses = { "WIRE-04", "WIRE-03", "WIRE-06", "FIX-01" },
  profile = "supervisor",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local text = frames[worker.generation + 1]
    if text then
      worker:expect("health")
      worker:frame(text)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(frames) do
      sup:health {}:expect_error("protocol")
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:expect_stats { requests = #frames + 1, exits = #frames, restarts = #frames }
  end,
}
