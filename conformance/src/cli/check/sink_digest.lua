return scenario {
  summary = "a digest sink writes no row events and sums up what was delivered",
  clauses = { "STREAM-01" },
  profile = "stream",
  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", json.text("1"))
    worker:row("rows", json.text("22"))
    worker:stream_complete { total_rows = 2, per_stream_counts = { rows = 2 }, elapsed_micros = 1 }
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:stream { sink = { mode = "digest" } }
    local ok = call:ok()
    call:expect_rows(0)
    check.truth(type(ok.delivered) == "table", "the answer has `delivered`")
    check.truth(ok.delivered.rows == 2, "`delivered.rows` counts rows")
    check.truth(ok.delivered.bytes == 3, "`delivered.bytes` counts payload bytes, without line feeds")
    check.truth(ok.delivered.fnv1a == "dbf07dd5af873324",
      "`delivered.fnv1a` is 64-bit FNV-1a over each payload and a line feed, 16 lower-case hex digits")
  end,
}
