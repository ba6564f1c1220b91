return scenario {
  summary = "a token set while the child is silent is seen at the next row and not before",
  clauses = { "CANCEL-02", "CANCEL-03" },
  profile = "stream",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:diagnostic("d", "no occasion to look") -- and no row before it, whose look might come late
      worker:meet("silent")
      worker:wait(150)
      worker:mark("still alive")
      worker:meet("go on")
      worker:cork()
      worker:row("rows", { ordinal = 0 })
      worker:row("rows", { ordinal = 1 })
      worker:uncork()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", diagnostics = true }
    call:expect_diagnostic("d", "no occasion to look")
    sup:at("silent")
    sup:cancel("t")
    sup:let("silent")
    sup:expect_mark("still alive")
    check.truth(call:pending(), "the call goes on while the child is silent")
    sup:let("go on")
    call:expect_error("cancelled")
    call:expect_rows(1)
    sup:expect_stats { data_rows_delivered = 1, cancelled_restarts = 1, stream_failures = 1 }
  end,
}
