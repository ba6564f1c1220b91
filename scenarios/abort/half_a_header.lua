return scenario {
  summary = "a child that dies after two bytes of a frame's header is an end of file: its exit, not kind protocol",
  clauses = { "WIRE-06", "REQ-08" },
  profile = "stream",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:raw("\0\0")
    worker:exit(12)
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    local e = call:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 12)
    call:expect_rows(1)
    sup:expect_stats { exits = 1, data_rows_delivered = 1, stream_failures = 1 }
  end,
}
