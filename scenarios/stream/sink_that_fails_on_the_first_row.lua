return scenario {
  summary = "a sink that fails on the very first row has delivered none",
  clauses = { "STREAM-03" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("emit_test_rows")
    worker:row("s", { ordinal = 0 })
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:emit_rows { streams = { "s" }, sink = { fail_at_row = 0 } }
    call:expect_error("data_sink_panic")
    call:expect_rows(0)
    sup:expect_stats { data_rows_delivered = 0, data_row_payload_bytes = 0, stream_failures = 1 }
    sup:expect_status("exited")
    sup:shutdown {}:expect_ok { outcome = "already_exited" }
    sup:expect_gone()
  end,
}
