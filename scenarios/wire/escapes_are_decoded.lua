return scenario {
  summary = "escapes in strings that the parent decodes are decoded, surrogate pairs and NULs included",
  clauses = { "WIRE-10", "REQ-06" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:frame('{"version":10,"message":{"type":"diagnostic","body":{"code":"\\u0041\\/\\\\","message":"\\ud83d\\ude00 \\u00e9 \\"q\\" \\t|"}}}')
    -- the first and the last of each length in UTF-8
    worker:frame('{"version":10,"message":{"type":"diagnostic","body":{"code":"edges",'
      .. '"message":"\\u0001\\u007f\\u0080\\u07ff\\u0800\\ud7ff\\ue000\\uffff\\ud800\\udc00\\udbff\\udfff"}}}')
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"error","code":"de\\u006do","message":"m"}}}')
    worker:expect("json_command")
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"json_command","response_json":"a\\u0000b"}}}')
    worker:expect("json_command")
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"error","code":"c\\u0000d","message":"m"}}}')
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", diagnostics = true }
    call:expect_diagnostic("A/\\", "\xF0\x9F\x98\x80 \xC3\xA9 \"q\" \t|")
    call:expect_diagnostic("edges", "\u{1}\u{7f}\u{80}\u{7ff}\u{800}\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{10ffff}")
    call:expect_error("worker", { code = "demo" })
    -- a NUL is shown as U+FFFD here
    local command = { export = "e", request_json = "{}" }
    sup:request("json_command", command):expect_ok { response_json = "a\u{fffd}b" }
    sup:request("json_command", command):expect_error("worker", { code = "c\u{fffd}d" })
  end,
}
