return scenario {
  summary = "child and driver meet, mark and part",
  clauses = { "STREAM-01" },
  profile = "stream",
  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:mark("asked")
    worker:row("rows", json.text("[1, 2]"))
    worker:meet("one row out")
    worker:stream_complete { total_rows = 1, per_stream_counts = { rows = 1 }, elapsed_micros = 1 }
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:stream {}
    sup:expect_mark("asked")
    call:expect_row("rows", 0, "[1, 2]")
    sup:at("one row out")
    check.truth(sup:unsettled() and call:pending(), "the call is in flight")
    check.equal(sup:child(0):state(), "alive")
    sup:let("one row out")
    call:expect_ok { total_rows = 1 }
    call:expect_rows(1)
    check.equal(#call:rows(), 1)
  end,
}
