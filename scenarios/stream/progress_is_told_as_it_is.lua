return scenario {
  summary = "progress that goes backwards, beyond its total or changes its phase, to a text with a NUL too, is delivered as it came, among rows and diagnostics",
  clauses = { "STREAM-09", "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:cork()
    for round = 1, 3 do
      worker:progress("load", 5, 10)
      worker:row("rows", round)
      worker:progress("load", 3, 10)
      worker:diagnostic("w", "round " .. round)
      worker:progress("load", 12, 10)
      worker:row("rows", -round)
      worker:progress("check", 0)
      worker:diagnostic("w", "round " .. round)
    end
    worker:frame('{"version":10,"message":{"type":"progress_tick","body":{"phase":"a\\u0000b","current":1}}}')
    worker:frame('{"version":10,"message":{"type":"diagnostic","body":{"code":"c\\u0000d","message":"e\\u0000f"}}}')
    worker:stream_complete { total_rows = 6 }
    worker:uncork()
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", progress = true, diagnostics = true }
    for round = 1, 3 do
      call:expect_progress("load", 5, 10)
      call:expect_progress("load", 3, 10)
      call:expect_progress("load", 12, 10)
      call:expect_progress("check", 0, check.null)
      call:expect_row("rows", 2 * round - 2, tostring(round))
      call:expect_row("rows", 2 * round - 1, tostring(-round))
      call:expect_diagnostic("w", "round " .. round)
      call:expect_diagnostic("w", "round " .. round)
    end
    call:expect_progress("a\u{fffd}b", 1, check.null) -- how a NUL is shown here
    call:expect_diagnostic("c\u{fffd}d", "e\u{fffd}f")
    call:expect_ok { total_rows = 6 }
  end,
}
