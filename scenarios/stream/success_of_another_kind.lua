return scenario {
  summary = "rows_complete does not answer a data stream, nor stream_complete emitted rows: kind protocol, and the worker stays usable",
  clauses = { "REQ-07" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", 0)
    worker:rows_complete(1)
    worker:expect("emit_test_rows")
    worker:row("s", 0)
    worker:stream_complete { total_rows = 1 }
    worker:expect("emit_test_rows")
    worker:answer("u64", { value = 1 })
    worker:serve()
  end,

  drive = function(sup)
    sup:stream { export = "demo" }:expect_error("protocol")
    sup:emit_rows { streams = { "s" } }:expect_error("protocol")
    sup:emit_rows { streams = { "s" } }:expect_error("protocol")
    sup:health {}:ok()
    sup:expect_spawned(1)
    sup:expect_stats { stream_requests = 1, exits = 0, requests = 4 }
  end,
}
