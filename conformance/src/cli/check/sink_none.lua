return scenario {
  summary = "sink mode none passes no row sink at all: a row is then kind protocol",
  clauses = { "STREAM-02" },
  profile = "stream",
  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:hang()
  end,
  drive = function(sup)
    local call = sup:stream { sink = { mode = "none" } }
    call:expect_error("protocol")
    call:expect_rows(0)
  end,
}
