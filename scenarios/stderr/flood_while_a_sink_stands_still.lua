return scenario {
  summary = "stderr is drained while the caller's sink holds a row",
  clauses = { "FIX-05" },
  profile = "stream",
  needs = { "concurrent" },
  defects = { 20 },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:meet("sink stands")
    worker:stderr_bytes(2000000)
    worker:mark("all written")
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { block_at_row = 0 } }
    call:expect_blocked(0)
    sup:let("sink stands")
    sup:expect_mark("all written")
    sup:release(call)
    call:ok()
  end,
}
