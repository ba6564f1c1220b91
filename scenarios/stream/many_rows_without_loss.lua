return scenario {
  summary = "five thousand rows arrive whole, in order and unchanged",
  clauses = { "STREAM-01", "STATS-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:rows("rows", 5000)
    worker:stream_complete { total_rows = 5000 }
    worker:serve()
  end,

  drive = function(sup)
    local hash, bytes = -3750763034362895579, 0 -- the 64-bit FNV-1a offset basis
    for index = 0, 4999 do
      local text = '{"ordinal":' .. index .. "}"
      bytes = bytes + #text
      for position = 1, #text do
        hash = (hash ~ text:byte(position)) * 1099511628211
      end
      hash = (hash ~ 10) * 1099511628211
    end
    local ok = sup:stream { export = "demo", sink = { mode = "digest" } }:expect_ok { total_rows = 5000 }
    check.equal(ok.delivered.rows, 5000)
    check.equal(ok.delivered.bytes, bytes)
    check.equal(ok.delivered.fnv1a, string.format("%016x", hash))
    sup:expect_stats { data_rows_delivered = 5000, data_row_payload_bytes = bytes, stream_successes = 1 }
  end,
}
