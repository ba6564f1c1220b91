local messages = {
  '{"type":"data_row","body":{"stream":"a","sequence":0,"payload":1,"payload":1}}',
  '{"type":"data_row","body":{"stream":"a","stream":"a","sequence":0,"payload":1}}',
  '{"type":"data_row","body":{"sequence":0,"stream":"a","sequence":0,"payload":1}}',
  '{"type":"data_row","body":{"stream":"a","sequence":0,"payload":1},"type":"data_row"}',
  '{"type":"data_row","body":{"stream":"a","sequence":0,"pay\\u006coad":1,"payload":1}}',
  '{"type":"diagnostic","body":{"code":"c","code":"c","message":"m"}}',
  '{"type":"progress_tick","body":{"phase":"p","current":1,"total":null,"total":null}}',
}

return scenario {
  summary = "a field that comes twice in a row, a diagnostic or a tick is a decode error, also where both say the same",
  clauses = { "WIRE-04", "FIX-01" },
  profile = "stream",
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    local text = messages[worker.generation + 1]
    worker:expect("run_data_stream")
    if text then
      worker:frame('{"version":10,"message":' .. text .. "}")
      worker:hang()
    end
    -- inside a payload, and among fields that the protocol does not know, names may repeat
    worker:frame('{"x":1,"version":10,"x":2,"message":{"type":"data_row","body":{"stream":"a","y":1,"sequence":0,"y":1,"payload":{"k":1,"k":2}}}}')
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(messages) do
      local call = sup:stream { export = "demo", progress = true, diagnostics = true }
      local outcome = call:outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "message number " .. index .. " is kind protocol")
      call:expect_rows(0)
      sup:cycle():ok()
    end
    local call = sup:stream { export = "demo" }
    call:expect_row("a", 0, '{"k":1,"k":2}')
    call:ok()
  end,
}
