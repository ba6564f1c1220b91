return scenario {
  summary = "fails: the end of a stream is expected of a child that aborts in it",
  clauses = { "REQ-08", "STREAM-01" },
  profile = "stream",
  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:half('{"version":10,"message":{}}', 9)
    worker:abort()
  end,
  drive = function(sup)
    sup:stream { export = "demo" }:expect_ok()
  end,
}
