return scenario {
  summary = "after a sink failed no later row reaches it, and a flood behind the failure delays nothing",
  clauses = { "STREAM-03", "FIX-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:flood("rows", { bytes = 4096, max = 100000000, stall_ms = 60000 })
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { fail_at_row = 1 } }
    call:expect_error("data_sink_panic")
    call:within(5000)
    call:expect_rows(1)
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    sup:cycle():ok("FIX-01")
    sup:health {}:ok("FIX-01")
  end,
}
