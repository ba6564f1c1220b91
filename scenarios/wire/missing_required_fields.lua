local messages = {
  '{"type":"data_row","body":{"sequence":0,"payload":1}}',
  '{"type":"data_row","body":{"stream":"rows","payload":1}}',
  '{"type":"data_row","body":{"stream":"rows","sequence":0}}',
  '{"type":"progress_tick","body":{"current":1}}',
  '{"type":"progress_tick","body":{"phase":"p"}}',
  '{"type":"diagnostic","body":{"code":"c"}}',
  '{"type":"diagnostic","body":{"message":"m"}}',
  '{"type":"response","body":{"status":"stream_complete"}}',
  '{"type":"response","body":{"status":"stream_complete","summary":{"per_stream_counts":{},"elapsed_micros":1}}}',
  '{"type":"response","body":{"status":"error","code":"c"}}',
  '{"type":"response","body":{"status":"stream_callback_failed","status_byte":1}}',
}

return scenario {
  summary = "a message without one of its required fields is a decode error; a row without payload is not a row of null",
  clauses = { "WIRE-04" },
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
    for _ in ipairs(messages) do
      local call = sup:stream { export = "demo", progress = true, diagnostics = true }
      call:expect_error("protocol")
      call:expect_rows(0)
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
