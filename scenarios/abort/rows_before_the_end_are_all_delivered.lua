return scenario {
  summary = "whole rows that were in the pipe when the child died are delivered before its exit is reported",
  clauses = { "STREAM-01", "REQ-13", "REQ-08" },
  profile = "stream",
  needs = { "concurrent" },
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:meet("sink stands")
    worker:rows("rows", 400) -- more than one read takes, less than the pipe holds
    worker:abort()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { block_at_row = 0 } }
    call:expect_blocked(0)
    sup:let("sink stands")
    sup:child(0):expect_exit()
    sup:release(call)
    call:expect_error("child_panic_or_abort")
    call:expect_rows(401)
    sup:expect_stats { data_rows_delivered = 401, stream_failures = 1, exits = 1 }
  end,
}
