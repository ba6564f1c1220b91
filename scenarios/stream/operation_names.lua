return scenario {
  summary = "streaming calls name their operation, also each form of the emitted test rows",
  clauses = { "FACTS-01", "CANCEL-01" },
  profile = "stream",

  drive = function(sup)
    sup:cancel("t")
    sup:stream { export = "demo", token = "t" }:expect_error("cancelled", { operation = "worker_run_data_stream" })
    sup:emit_rows { streams = { "s" }, token = "t" }:expect_error("cancelled", { operation = "emit_test_rows" })
    sup:emit_rows { streams = json.array {}, ["then"] = "exit", token = "t" }:expect_error("cancelled", { operation = "emit_test_rows_then_exit" })
    sup:emit_rows { streams = json.array {}, ["then"] = "panic", token = "t" }:expect_error("cancelled", { operation = "emit_test_rows_then_panic" })
    sup:expect_received(0, {})
    sup:expect_stats { requests = 0, stream_requests = 0, stream_failures = 0 }
  end,
}
