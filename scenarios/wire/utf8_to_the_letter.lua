local good = "\u{7f}\u{80}\u{7ff}\u{800}\u{fff}\u{1000}\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{3ffff}\u{40000}\u{fffff}\u{100000}\u{10ffff}"
local bad = {
  "\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xE2\x82", "\xE2(\xA1", "\xED\xA0\x80", "\xED\xBF\xBF",
  "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
}

return scenario {
  summary = "text is UTF-8 to the letter: every boundary is taken, every overlong, torn, surrogate or too large form is a decode error",
  clauses = { "WIRE-10" },
  profile = "stream",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:frame('{"version":10,"message":{"type":"diagnostic","body":{"code":"c","message":"' .. good .. '"}}}')
    worker:frame('{"version":10,"message":{"type":"data_row","body":{"stream":"s","sequence":0,"payload":"' .. good .. '"}}}')
    local text = bad[worker.generation + 1]
    if text then
      worker:frame('{"version":10,"message":{"type":"data_row","body":{"stream":"s","sequence":1,"payload":"' .. text .. '"}}}')
      worker:stream_complete { total_rows = 2 }
      worker:hang()
    end
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    for index = 1, #bad + 1 do
      -- a digest: an adapter could not write down what it must not have taken
      local call = sup:stream { export = "demo", diagnostics = true, sink = { mode = bad[index] and "digest" or "record" } }
      call:expect_diagnostic("c", good)
      if bad[index] then
        call:expect_error("protocol")
        sup:cycle():ok()
      else
        call:expect_row("s", 0, '"' .. good .. '"')
        call:ok()
      end
    end
  end,
}
