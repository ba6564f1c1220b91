return scenario {
  summary = "typed rows that decode reach the sink, with fields that the record does not know ignored",
  clauses = { "STREAM-07", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", json.text('{"ordinal":0}'))
    worker:row("rows", json.text('{"note":"x","ordinal":18446744073709551615,"more":[{}]}'))
    worker:stream_complete { total_rows = 2 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", typed = true }
    call:expect_ok { total_rows = 2 }
    call:expect_rows(2)
    sup:expect_stats { stream_successes = 1, stream_failures = 0, restarts = 0, data_rows_delivered = 2 }
  end,
}
