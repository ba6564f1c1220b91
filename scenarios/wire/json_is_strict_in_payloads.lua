local payloads = {
  "01", "+1", ".5", "1.", "-", "1e", "1e+", "0x1", "NaN", "Infinity", "-Infinity", "nul", "True", "'a'",
  "[1,]", '{"a":1,}', "[1 2]", '{"a" 1}', "{a:1}", "[1", '{"a":1]', "/* c */ 1", "1 // c",
  '"\1"', '"a\nb"', '"tab\there"', '"\\x41"', '"\\u12g4"', '"\\u12"', '"open',
  '"\255"', '"\xC3"', '"\xC0\xAF"', '"\xED\xA0\x80"', '"\xF4\x90\x80\x80"', "\xEF\xBB\xBF1",
}

return scenario {
  summary = "what RFC 8259 does not allow is a decode error inside a payload too, and no such row reaches the sink",
  clauses = { "WIRE-10", "FIX-01" },
  profile = "stream",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local text = payloads[worker.generation + 1]
    if text then
      worker:expect("run_data_stream")
      worker:frame('{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":0,"payload":' .. text .. "}}}")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index, text in ipairs(payloads) do
      local call = sup:stream { export = "demo" }
      local outcome = call:outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "payload number " .. index .. " (" .. #text .. " bytes) is kind protocol")
      call:expect_rows(0)
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:expect_stats { data_rows_delivered = 0, stream_failures = #payloads, exits = #payloads }
  end,
}
