return scenario {
  summary = "a stream whose progress sink is absent and whose rows fail counts one failure and one exit",
  clauses = { "STREAM-04", "STREAM-03" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("emit_test_rows")
      worker:progress("p", 0)
      worker:row("s", { ordinal = 0 })
      worker:row("s", { ordinal = 1 })
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:emit_rows { streams = { "s" }, sink = { fail_at_row = 1 } }
    call:expect_error("data_sink_panic", nil, "STREAM-03")
    call:expect_rows(1, "STREAM-03")
    sup:expect_stats { requests = 1, stream_requests = 0, stream_failures = 1, stream_successes = 0, data_rows_delivered = 1, exits = 1 }
    sup:cycle():ok()
    sup:health {}:ok()
  end,
}
