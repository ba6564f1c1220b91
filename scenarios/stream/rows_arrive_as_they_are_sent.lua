return scenario {
  summary = "each row reaches the sink before the child sends the next one",
  clauses = { "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    for ordinal = 0, 2 do
      worker:row("rows", { ordinal = ordinal })
      worker:meet("row " .. ordinal)
    end
    worker:stream_complete { total_rows = 3 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    for ordinal = 0, 2 do
      call:expect_row("rows", ordinal, ('{"ordinal":%d}'):format(ordinal))
      check.truth(call:pending(), "the stream goes on")
      sup:let("row " .. ordinal)
    end
    call:ok()
    call:expect_rows(3)
  end,
}
