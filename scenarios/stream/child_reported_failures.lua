return scenario {
  summary = "failures of an export, of a callback and of a row envelope keep their kinds, fields and the worker",
  clauses = { "STREAM-08", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:answer("stream_export_failed", { status_byte = 255 })
    worker:expect("run_data_stream")
    worker:answer("stream_callback_failed", { status_byte = 2, description = "the callback said no" })
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:answer("stream_row_malformed", { message = "missing payload" })
    worker:serve()
  end,

  drive = function(sup)
    sup:stream { export = "demo" }:expect_error("stream_export_failed", { status = 255 })
    sup:stream { export = "demo" }:expect_error("stream_callback_failed", { status = 2, description = "the callback said no" })
    sup:stream { export = "demo" }:expect_error("stream_row_malformed")
    sup:expect_stats { stream_requests = 3, stream_failures = 3, stream_successes = 0, exits = 0, restarts = 0 }
    sup:health {}:ok()
    sup:expect_spawned(1)
  end,
}
