return scenario {
  summary = "what the old child had written and nobody read is gone with it",
  clauses = { "RESTART-08", "REQ-12" },
  profile = "stream",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    if worker.generation == 0 then
      worker:cork()
      for index = 0, 49 do
        worker:row("rows", { generation = 0, ordinal = index })
      end
      worker:stream_complete { total_rows = 50 }
      worker:uncork()
      worker:hang()
    end
    worker:row("rows", { generation = 1 })
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 1 } }
    call:expect_error("cancelled")
    call:expect_rows(2)
    call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, '{"generation":1}')
    call:expect_ok { total_rows = 1 }
    call:expect_rows(1)
    sup:expect_stats { data_rows_delivered = 3, stream_failures = 1, stream_successes = 1 }
  end,
}
