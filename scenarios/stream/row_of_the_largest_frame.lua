return scenario {
  summary = "a row that fills a frame to the cap arrives; one byte more ends the generation as kind protocol",
  clauses = { "WIRE-02", "STREAM-01", "FIX-01" },
  profile = "stream",
  config = { max_frame_bytes = 65536 },
  defects = { 5 },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    local head = '{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":0,"payload":"'
    local tail = '"}}}'
    local pad = string.rep("x", 65536 - #head - #tail)
    worker:frame(head .. pad .. tail)
    worker:frame(head .. pad .. "x" .. tail)
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_error("protocol")
    call:expect_rows(1)
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    sup:expect_stats { data_rows_delivered = 1, stream_failures = 1, exits = 1 }
  end,
}
