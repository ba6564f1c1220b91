return scenario {
  summary = "a terminal that was written counts, also where the child is dead before it is read",
  clauses = { "STREAM-04", "REQ-02", "STREAM-01" },
  profile = "stream",
  needs = { "concurrent" },
  tags = { "mid-stream-abort" },
  defects = { 10 },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:meet("sink stands")
    worker:row("rows", { ordinal = 1 })
    worker:stream_complete { total_rows = 2 }
    worker:exit(3)
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { block_at_row = 0 } }
    call:expect_blocked(0)
    sup:let("sink stands")
    sup:child(0):expect_exit()
    sup:release(call)
    call:expect_ok { total_rows = 2 }
    call:expect_rows(2)
    sup:expect_stats { stream_successes = 1, stream_failures = 0, data_rows_delivered = 2 }
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_stats { requests = 1, exits = 1 }
  end,
}
