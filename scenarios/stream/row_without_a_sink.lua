return scenario {
  summary = "a row for a stream that was called without a row sink is kind protocol and ends the generation",
  clauses = { "STREAM-02", "FIX-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { mode = "none" } }
    call:expect_error("protocol")
    call:expect_rows(0)
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    sup:expect_status("exited")
    sup:expect_stats { data_rows_delivered = 0, exits = 1, restarts = 0 }
  end,
}
