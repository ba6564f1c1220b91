return scenario {
  summary = "what comes right before the terminal, in the same write, is delivered as ever: a row, a tick, a diagnostic",
  clauses = { "STREAM-09", "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    for _, say in ipairs { "row", "tick", "diagnostic" } do
      worker:expect("run_data_stream")
      worker:cork()
      worker:progress("p", 0)
      worker:diagnostic("d", "first")
      worker:row("rows", { ordinal = 0 })
      if say == "row" then
        worker:row("rows", { ordinal = 1 })
      elseif say == "tick" then
        worker:progress("p", 1)
      else
        worker:diagnostic("d", "last")
      end
      worker:stream_complete {}
      worker:uncork()
    end
    worker:serve()
  end,

  drive = function(sup)
    for _, say in ipairs { "row", "tick", "diagnostic" } do
      local call = sup:stream { export = "demo", progress = true, diagnostics = true }
      call:expect_progress("p", 0, check.null)
      call:expect_diagnostic("d", "first")
      call:expect_row("rows", 0, '{"ordinal":0}')
      if say == "row" then
        call:expect_row("rows", 1, '{"ordinal":1}')
      elseif say == "tick" then
        call:expect_progress("p", 1, check.null)
      else
        call:expect_diagnostic("d", "last")
      end
      call:ok()
    end
    sup:expect_stats { stream_successes = 3, data_rows_delivered = 4 }
  end,
}
