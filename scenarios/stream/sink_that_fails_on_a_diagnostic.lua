return scenario {
  summary = "a diagnostic sink that fails ends the request as diagnostic_sink_panic and the generation with it",
  clauses = { "STREAM-03", "FIX-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:diagnostic("d0", "zero")
      worker:hang()
    elseif worker.generation == 1 then
      worker:serve { count = 1 }
      worker:expect("run_data_stream")
      worker:diagnostic("d0", "zero")
      worker:diagnostic("d1", "one")
      worker:stream_complete { total_rows = 0 }
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", diagnostics = true, sink = { fail_at_diagnostic = 0 } }
    call:expect_error("diagnostic_sink_panic")
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    sup:expect_status("exited")
    sup:expect_stats { stream_failures = 1, exits = 1, restarts = 0 }
    sup:cycle():ok()
    sup:health {}:ok()

    -- without a row sink, too
    call = sup:stream { export = "demo", diagnostics = true, sink = { mode = "none", fail_at_diagnostic = 1 } }
    call:expect_diagnostic("d0", "zero")
    call:expect_error("diagnostic_sink_panic")
    sup:expect_status("exited")
    sup:expect_stats { exits = 2, restarts = 1 }
  end,
}
