return scenario {
  summary = "rows of a megabyte pass under a cap that allows them, every byte of them",
  clauses = { "STREAM-01", "WIRE-07" },
  profile = "stream",
  config = { max_frame_bytes = 4194304 },
  timeout_ms = 30000, -- a digest of twelve megabytes takes some languages seconds
  defects = { 5 },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:rows("rows", 12, { bytes = 1000000 })
    worker:stream_complete { total_rows = 12 }
    worker:serve()
  end,

  drive = function(sup)
    local ok = sup:stream { export = "demo", sink = { mode = "digest" } }:expect_ok { total_rows = 12 }
    check.equal(ok.delivered.rows, 12)
    check.equal(ok.delivered.bytes, 12000000)
    sup:expect_stats({ data_rows_delivered = 12, data_row_payload_bytes = 12000000 }, "STATS-01")
  end,
}
