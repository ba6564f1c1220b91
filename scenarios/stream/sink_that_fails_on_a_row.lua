return scenario {
  summary = "a sink that fails on its third row ends the request as data_sink_panic; that row is not delivered and the child is gone",
  clauses = { "STREAM-03", "FIX-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:cork()
      worker:rows("rows", 6)
      worker:stream_complete { total_rows = 6 }
      worker:uncork()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { fail_at_row = 2 } }
    call:expect_error("data_sink_panic")
    call:expect_rows(2)
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    local status = sup:expect_status("exited")
    check.equal(status.exit.signal, 9, "FIX-01")
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_stats { data_rows_delivered = 2, data_row_payload_bytes = 26, stream_failures = 1, stream_successes = 0, exits = 1, restarts = 0, requests = 1 }
    sup:cycle():ok()
    sup:health {}:ok()
    sup:shutdown {}:ok()
    sup:expect_gone()
  end,
}
