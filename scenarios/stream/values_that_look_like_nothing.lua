local metadata = { "false", "0", '""', "[]", "{}", "true", "1", '"0"' }

return scenario {
  summary = "zero, false and the empty text are values: in totals, counts, metadata, names, codes and messages",
  clauses = { "REQ-02", "STREAM-09", "WIRE-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    for _, text in ipairs(metadata) do
      worker:expect("run_data_stream")
      worker:frame('{"version":10,"message":{"type":"response","body":{"status":"stream_complete","summary":{"total_rows":0,'
        .. '"per_stream_counts":{"none":0,"":0,"one":1},"elapsed_micros":0,"metadata":' .. text .. "}}}}")
    end
    worker:expect("run_data_stream")
    worker:progress("", 0, 0)
    worker:progress("0", 1)
    worker:diagnostic("", "")
    worker:row("", 0)
    worker:error("", "")
    worker:expect("run_data_stream")
    worker:answer("stream_callback_failed", { status_byte = 0, description = "" })
    worker:serve()
  end,

  drive = function(sup)
    for _, text in ipairs(metadata) do
      local ok = sup:stream { export = "", request = "" }:expect_ok { total_rows = 0 }
      check.equal(json.encode(ok.metadata), text)
      check.equal(ok.per_stream_counts.none, 0)
      check.equal(ok.per_stream_counts[""], 0)
      check.equal(ok.per_stream_counts.one, 1)
    end
    local call = sup:stream { export = "demo", progress = true, diagnostics = true }
    call:expect_progress("", 0, 0, "STREAM-09")
    call:expect_progress("0", 1, check.null, "STREAM-09")
    call:expect_diagnostic("", "", "STREAM-09")
    call:expect_row("", 0, "0")
    call:expect_error("worker", { code = "" })
    sup:stream { export = "demo" }:expect_error("stream_callback_failed", { status = 0, description = "" })
  end,
}
