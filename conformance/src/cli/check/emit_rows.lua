return scenario {
  summary = "emit_rows hands on rows of several streams and answers the count",
  clauses = { "STREAM-04" },
  profile = "stream",
  child = function(worker)
    worker:handshake()
    worker:expect("emit_test_rows")
    worker:row("left", { ordinal = 0 })
    worker:row("right", { ordinal = 0 })
    worker:rows_complete(2)
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:emit_rows { streams = { "left", "right" } }
    call:expect_row("left", 0, '{"ordinal":0}')
    call:expect_row("right", 0, '{"ordinal":0}')
    check.truth(call:ok().count == 2, "emit_rows' `ok` has `count`")
  end,
}
