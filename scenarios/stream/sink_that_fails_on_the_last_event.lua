return scenario {
  summary = "a sink that fails on the last event fails the stream, although its terminal was sent in the same write",
  clauses = { "STREAM-03", "STREAM-04", "STREAM-07" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation < 4 then
      worker:expect("run_data_stream")
      worker:cork()
      if worker.generation == 1 then
        worker:progress("p", 0)
      elseif worker.generation == 2 then
        worker:diagnostic("d", "m")
      else
        worker:row("rows", "not a record")
      end
      worker:stream_complete {}
      worker:uncork()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:stream { export = "demo", sink = { fail_at_row = 0 } }:expect_error("data_sink_panic")
    sup:cycle():ok()
    sup:stream { export = "demo", progress = true, sink = { fail_at_progress = 0 } }:expect_error("progress_panic")
    sup:cycle():ok()
    sup:stream { export = "demo", diagnostics = true, sink = { fail_at_diagnostic = 0 } }:expect_error("diagnostic_sink_panic")
    sup:cycle():ok()
    sup:stream { export = "demo", typed = true }:expect_error("typed_command_row_decode", { sequence = 0 }, "STREAM-07")
    sup:expect_stats({ stream_failures = 4, stream_successes = 0, data_rows_delivered = 0 }, "STREAM-04")
    sup:health {}:ok()
  end,
}
