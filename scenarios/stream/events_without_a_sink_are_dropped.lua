return scenario {
  summary = "progress and diagnostics of a stream without sinks for them are dropped, the rows are not",
  clauses = { "STREAM-02" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:cork()
    for index = 0, 2 do
      worker:progress("p", index)
      worker:row("rows", { ordinal = index })
      worker:diagnostic("c", "m")
    end
    worker:stream_complete { total_rows = 3 }
    worker:uncork()
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_ok { total_rows = 3 }
    call:expect_rows(3)
    sup:expect_stats { data_rows_delivered = 3, stream_successes = 1 }
  end,
}
