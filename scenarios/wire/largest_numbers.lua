return scenario {
  summary = "the largest values of each width are taken",
  clauses = { "WIRE-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:frame('{"version":10,"message":{"type":"progress_tick","body":{"phase":"p","current":18446744073709551615,"total":18446744073709551615}}}')
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"stream_complete","summary":{"total_rows":18446744073709551615,"per_stream_counts":{"s":18446744073709551615},"elapsed_micros":4294967296123}}}}')
    worker:expect("run_data_stream")
    worker:answer("stream_export_failed", { status_byte = 255 })
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", progress = true }
    call:expect_progress("p", "18446744073709551615", "18446744073709551615")
    local ok = call:ok()
    check.equal(tostring(ok.total_rows), "18446744073709551615")
    check.equal(tostring(ok.per_stream_counts.s), "18446744073709551615")
    check.equal(ok.elapsed_us, 4294967296123)
    sup:stream { export = "demo" }:expect_error("stream_export_failed", { status = 255 })
  end,
}
