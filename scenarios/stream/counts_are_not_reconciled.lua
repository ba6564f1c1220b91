return scenario {
  summary = "sequences with gaps and totals that do not match are passed on as the child said them",
  clauses = { "WIRE-12" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", 1, { sequence = 7 })
    worker:row("rows", 2, { sequence = 7 })
    worker:row("rows", 3, { sequence = 0 })
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"stream_complete","summary":'
      .. '{"total_rows":900,"per_stream_counts":{},"elapsed_micros":0}}}}')
    worker:expect("run_data_stream")
    worker:row("rows", 4)
    worker:stream_complete { total_rows = 0, per_stream_counts = { rows = 3 }, elapsed_micros = 0 }
    worker:expect("emit_test_rows")
    worker:row("s", { ordinal = 0 })
    worker:rows_complete(4294967308)
    worker:expect("emit_test_rows")
    worker:row("s", { ordinal = 0 })
    worker:rows_complete(0)
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 7, "1")
    call:expect_row("rows", 7, "2")
    call:expect_row("rows", 0, "3")
    call:expect_ok { total_rows = 900 }
    sup:stream { export = "demo" }:expect_ok { total_rows = 0, per_stream_counts = { rows = 3 } }
    for _, count in ipairs { 4294967308, 0 } do
      call = sup:emit_rows { streams = { "s" } }
      call:expect_ok { count = count }
      call:expect_rows(1)
    end
    sup:expect_status("running")
  end,
}
