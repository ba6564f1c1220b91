return scenario {
  summary = "typed decodes rows; one that does not decode is kind typed_command_row_decode",
  clauses = { "STREAM-07" },
  profile = "stream",
  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0, more = true })
      worker:row("rows", { ordinal = "one" })
      worker:hang()
    end
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:stream { export = "demo", typed = true }
    local e = call:expect_error("typed_command_row_decode")
    check.truth(e.export == "demo", "the error has `export`")
    check.truth(e.stream == "rows", "… and `stream`")
    check.truth(e.sequence == 1, "… and `sequence`, of the row that did not decode")
    call:expect_rows(1)
  end,
}
