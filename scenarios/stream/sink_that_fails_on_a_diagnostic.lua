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
  end,
}
