local bytes = { 0, 1, 127, 128, 254, 255 }

return scenario {
  summary = "a status byte comes back as the number that it was, with its description, whatever they are",
  clauses = { "STREAM-08", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    for _, byte in ipairs(bytes) do
      worker:expect("run_data_stream")
      worker:answer("stream_export_failed", { status_byte = byte })
      worker:expect("run_data_stream")
      worker:answer("stream_callback_failed", { status_byte = byte, description = "byte " .. byte .. " \"\u{20ac}\"\n" })
    end
    worker:serve()
  end,

  drive = function(sup)
    for _, byte in ipairs(bytes) do
      sup:stream { export = "demo" }:expect_error("stream_export_failed", { status = byte })
      sup:stream { export = "demo" }:expect_error("stream_callback_failed", { status = byte, description = "byte " .. byte .. " \"\u{20ac}\"\n" })
    end
    sup:expect_stats { stream_requests = 2 * #bytes, stream_failures = 2 * #bytes, stream_successes = 0, exits = 0, restarts = 0 }
  end,
}
