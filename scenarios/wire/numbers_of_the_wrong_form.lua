local function row(sequence) return '{"type":"data_row","body":{"stream":"rows","sequence":' .. sequence .. ',"payload":1}}' end
local function tick(current, total)
  return '{"type":"progress_tick","body":{"phase":"p","current":' .. current .. ',"total":' .. total .. "}}"
end
local function complete(total)
  return '{"type":"response","body":{"status":"stream_complete","summary":{"total_rows":' .. total
    .. ',"per_stream_counts":{"rows":0},"elapsed_micros":1}}}'
end

local messages = {
  row "-1", row "0.0", row "1.5", row '"0"', row "null", row "18446744073709551616", row "true",
  tick("-1", "null"), tick("2.0", "null"), tick("1", "-1"), tick("1", '"2"'),
  complete "-0.5", complete "2.0", complete "99999999999999999999999",
  '{"type":"response","body":{"status":"stream_export_failed","status_byte":256}}',
  '{"type":"response","body":{"status":"stream_export_failed","status_byte":-1}}',
}

return scenario {
  summary = "a negative, fractional, quoted or too large number where an unsigned integer is due is a decode error",
  clauses = { "WIRE-04", "FIX-01" },
  profile = "stream",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local text = messages[worker.generation + 1]
    if text then
      worker:expect("run_data_stream")
      worker:frame('{"version":10,"message":' .. text .. "}")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(messages) do
      local call = sup:stream { export = "demo", progress = true }
      call:expect_error("protocol")
      call:expect_rows(0)
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:expect_stats { stream_failures = #messages, data_rows_delivered = 0 }
  end,
}
