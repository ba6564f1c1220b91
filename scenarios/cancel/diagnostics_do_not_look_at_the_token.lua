return scenario {
  summary = "a diagnostic is no occasion to look at the token: the terminal behind it wins",
  clauses = { "CANCEL-02" },
  profile = "stream",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:diagnostic("d", "zero") -- no row, no tick: no occasion to look at the token, be it ever so late
    worker:meet("at work")
    worker:diagnostic("d", "one")
    worker:diagnostic("d", "two")
    worker:stream_complete { total_rows = 0 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", diagnostics = true }
    call:expect_diagnostic("d", "zero")
    sup:at("at work")
    sup:cancel("t")
    sup:let("at work")
    call:expect_diagnostic("d", "one")
    call:expect_diagnostic("d", "two")
    call:expect_ok { total_rows = 0 }
    sup:expect_stats { stream_successes = 1, restarts = 0 }
  end,
}
