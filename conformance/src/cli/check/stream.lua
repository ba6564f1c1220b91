return scenario {
  summary = "stream hands on rows, progress and diagnostics as events, and sums up",
  clauses = { "STREAM-01" },
  profile = "stream",
  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:progress("working", 1, 2)
    worker:row("rows", json.text('{ "ordinal" : 0 }'))
    worker:diagnostic("demo.note", "so far so good")
    worker:stream_complete { total_rows = 1, per_stream_counts = { rows = 1 }, elapsed_micros = 5, metadata = { done = true } }
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:stream { export = "demo", request = { n = 1 }, progress = true, diagnostics = true }
    call:expect_progress("working", 1, 2)
    call:expect_row("rows", 0, '{ "ordinal" : 0 }')
    call:expect_diagnostic("demo.note", "so far so good")
    local ok = call:ok()
    check.truth(ok.total_rows == 1, "stream's `ok` has `total_rows`")
    check.truth(type(ok.per_stream_counts) == "table" and ok.per_stream_counts.rows == 1, "… and `per_stream_counts`, by stream")
    check.truth(ok.elapsed_us == 5, "… and `elapsed_us`, the summary's elapsed_micros")
    check.truth(type(ok.metadata) == "table" and ok.metadata.done == true, "… and `metadata`, any JSON, or null")
  end,
}
