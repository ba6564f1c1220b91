local payloads = {
  '"\\u123"', '"\\u123g"', '"\\u"', '"\\u 041"', '"\\u+041"', '"\\u-041"', '"\\u0x41"', '"\\U0041"', '"\\u{41}"', '"\\x41"', '"\\a"', '"\\v"', '"\\0"',
  "\"\\'\"", '"\\N"', '"\\ "', '"\\\n"', '"\\', '{"\\u12":1}', '{"\\a":1}',
}

return scenario {
  summary = "an escape is one of eight letters, or u and four hexadecimal digits: anything else in a payload is a decode error",
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
    for index in ipairs(payloads) do
      local call = sup:stream { export = "demo" }
      local outcome = call:outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "payload number " .. index .. " is kind protocol")
      call:expect_rows(0)
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
