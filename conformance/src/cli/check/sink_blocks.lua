return scenario {
  summary = "block_at_row writes `blocked` after the row's event and waits for release",
  clauses = { "STREAM-05" },
  profile = "stream",
  needs = { "concurrent" },
  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:row("rows", { ordinal = 1 })
    worker:stream_complete { total_rows = 2, per_stream_counts = { rows = 2 }, elapsed_micros = 1 }
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:stream { sink = { block_at_row = 0 } }
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_blocked(0)
    check.truth(call:pending(), "the call waits for its sink")
    sup:release(call)
    call:expect_row("rows", 1, '{"ordinal":1}')
    call:ok()
  end,
}
