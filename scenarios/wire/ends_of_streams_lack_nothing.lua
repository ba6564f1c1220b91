local function complete(fields) return '"status":"stream_complete","summary":{' .. fields .. "}" end

local cases = {
  complete '"total_rows":0,"per_stream_counts":{}',
  complete '"total_rows":0,"elapsed_micros":0',
  complete '"total_rows":0,"per_stream_counts":null,"elapsed_micros":0',
  complete '"total_rows":0,"per_stream_counts":[],"elapsed_micros":0',
  complete '"total_rows":0,"per_stream_counts":{"s":-1},"elapsed_micros":0',
  complete '"total_rows":0,"per_stream_counts":{"s":"1"},"elapsed_micros":0',
  complete '"total_rows":0,"per_stream_counts":{},"elapsed_micros":1.5',
  complete '"total_rows":0,"total_rows":0,"per_stream_counts":{},"elapsed_micros":0',
  complete '"total_rows":0,"per_stream_counts":{},"elapsed_micros":0,"metadata":1,"metadata":1',
  '"status":"stream_complete","summary":[]',
  '"status":"stream_export_failed"',
  '"status":"stream_callback_failed","description":"d"',
  '"status":"stream_callback_failed","status_byte":256,"description":"d"',
  '"status":"stream_callback_failed","status_byte":1,"description":null',
  '"status":"stream_row_malformed"',
  '"status":"error","code":"c","code":"c","message":"m"',
}

return scenario {
  summary = "the end of a stream without one of its fields, with one twice or of the wrong type is a decode error and a stream failure",
  clauses = { "WIRE-04", "STREAM-04", "FIX-01" },
  profile = "stream",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local case = cases[worker.generation + 1]
    if case then
      worker:expect("run_data_stream")
      worker:frame('{"version":10,"message":{"type":"response","body":{' .. case .. "}}}")
      worker:hang()
    end
    worker:expect("emit_test_rows")
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"rows_complete"}}}')
    worker:hang()
  end,

  drive = function(sup)
    for index in ipairs(cases) do
      local outcome = sup:stream { export = "demo" }:outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "end number " .. index .. " is kind protocol")
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:cycle():ok()
    end
    sup:emit_rows { streams = { "s" } }:expect_error("protocol")
    check.equal(sup:child(#cases):state(), "reaped", "FIX-01")
    sup:expect_stats({ stream_failures = #cases + 1, stream_successes = 0, data_rows_delivered = 0 }, "STREAM-04")
  end,
}
