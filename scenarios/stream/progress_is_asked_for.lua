return scenario {
  summary = "a stream with a progress sink says so to the child, and the next one without does not; every channel keeps its own order",
  clauses = { "STREAM-09", "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    local body = worker:expect("run_data_stream")
    worker:check(body.progress == true, "progress was asked for", "REQ-02")
    worker:progress("load", 0, 2)
    worker:row("rows", { ordinal = 0 })
    worker:diagnostic("w1", "first")
    worker:progress("load", 1, 2)
    worker:row("rows", { ordinal = 1 })
    worker:diagnostic("w2", "second")
    worker:progress("emit", 18446744073709551)
    worker:stream_complete { total_rows = 2 }
    body = worker:expect("run_data_stream")
    worker:check(body.progress == false, "no progress was asked for", "REQ-02")
    worker:stream_complete {}
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", progress = true, diagnostics = true }
    call:expect_progress("load", 0, 2)
    call:expect_progress("load", 1, 2)
    call:expect_progress("emit", 18446744073709551, check.null)
    call:expect_diagnostic("w1", "first")
    call:expect_diagnostic("w2", "second")
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_row("rows", 1, '{"ordinal":1}')
    call:ok()
    sup:stream { export = "demo" }:ok()
  end,
}
