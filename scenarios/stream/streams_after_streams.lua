return scenario {
  summary = "sequences begin anew with each stream, and nothing of one stream shows in the next",
  clauses = { "WIRE-12", "STREAM-01", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    for round = 1, 5 do
      worker:expect("run_data_stream")
      for index = 1, round do
        worker:row("rows", { round = round, index = index })
      end
      worker:stream_complete { total_rows = round }
    end
    worker:serve()
  end,

  drive = function(sup)
    for round = 1, 5 do
      local call = sup:stream { export = "demo" }
      for index = 1, round do
        call:expect_row("rows", index - 1, { index = index, round = round })
      end
      call:expect_ok { total_rows = round }
      call:expect_rows(round)
    end
    sup:expect_stats { stream_requests = 5, stream_successes = 5, data_rows_delivered = 15 }
  end,
}
