return scenario {
  summary = "a diagnostic is no occasion to look at the token: the terminal behind it wins",
  clauses = { "CANCEL-02" },
  profile = "stream",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:diagnostic("d", "zero") -- delivered: the look after the row is over
    worker:meet("one row out")
    worker:diagnostic("d", "one")
    worker:diagnostic("d", "two")
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", diagnostics = true }
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_diagnostic("d", "zero")
    sup:at("one row out")
    sup:cancel("t")
    sup:let("one row out")
    call:expect_diagnostic("d", "one")
    call:expect_diagnostic("d", "two")
    call:expect_ok { total_rows = 1 }
    sup:expect_stats { stream_successes = 1, restarts = 0 }
  end,
}
