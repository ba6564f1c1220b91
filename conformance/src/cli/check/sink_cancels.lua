return scenario {
  summary = "cancel_at_row sets the call's own token while the sink holds that row, after its event",
  clauses = { "CANCEL-03" },
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
    local call = sup:stream { sink = { cancel_at_row = 0 } }
    call:expect_error("cancelled")
    call:expect_rows(1)
    sup:health {}:ok()
  end,
}
