return scenario {
  summary = "the digits of an escape may be capitals, and an exponent's E too",
  clauses = { "WIRE-10", "WIRE-11" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:frame('{"version":10,"message":{"type":"diagnostic","body":{"code":"\\u00E9\\u00e9\\uABCD\\uabcd","message":"\\uD83D\\uDE00\\uFFFF\\u000A\\b\\f\\n\\r\\t"}}}')
    worker:row("rows", json.text('"\\uD83D\\uDE00\\uABCD"'))
    worker:row("rows", json.text("[-0,-0.0,0e0,0E-0,1E5,1e+05,-1.5E-2]"))
    worker:stream_complete { total_rows = 2 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", diagnostics = true }
    call:expect_diagnostic("\u{e9}\u{e9}\u{abcd}\u{abcd}", "\u{1f600}\u{ffff}\n\b\f\n\r\t")
    call:expect_row("rows", 0, '"\\uD83D\\uDE00\\uABCD"')
    call:expect_row("rows", 1, "[-0,-0.0,0e0,0E-0,1E5,1e+05,-1.5E-2]")
    call:ok()
  end,
}
