return scenario {
  summary = "fail_at_row makes the sink fail on that row: kind data_sink_panic, no event for it",
  clauses = { "STREAM-03" },
  profile = "stream",
  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:row("rows", { ordinal = 1 })
      worker:hang()
    end
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:stream { sink = { fail_at_row = 1 } }
    call:expect_error("data_sink_panic")
    call:expect_rows(1)
  end,
}
