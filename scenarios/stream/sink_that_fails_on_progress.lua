return scenario {
  summary = "a progress sink that fails ends the request as progress_panic and the generation with it",
  clauses = { "STREAM-03", "FIX-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:meet("row out")
      worker:progress("p", 0)
      worker:progress("p", 1)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", progress = true, sink = { fail_at_progress = 1 } }
    call:expect_row("rows", 0, '{"ordinal":0}')
    sup:let("row out")
    call:expect_progress("p", 0, check.null)
    call:expect_error("progress_panic")
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    sup:expect_status("exited")
    sup:expect_stats { data_rows_delivered = 1, stream_failures = 1, exits = 1, restarts = 0 }
    sup:cycle():ok()
    sup:health {}:ok()
  end,
}
