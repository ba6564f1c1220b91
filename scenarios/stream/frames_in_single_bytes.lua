return scenario {
  summary = "rows, progress and the terminal that arrive byte by byte are the same as in one write",
  clauses = { "WIRE-01", "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:dribble('{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":0,"payload":{"ordinal":0}}}}', 1)
    worker:dribble('{"version":10,"message":{"type":"progress_tick","body":{"phase":"p","current":1,"total":null}}}', 3)
    worker:dribble('{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":1,"payload":"\xE2\x82\xAC"}}}', 7)
    worker:dribble('{"version":10,"message":{"type":"response","body":{"status":"stream_complete","summary":'
      .. '{"total_rows":2,"per_stream_counts":{"rows":2},"elapsed_micros":1,"metadata":null}}}}', 2)
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", progress = true }
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_row("rows", 1, '"\xE2\x82\xAC"')
    call:expect_progress("p", 1, check.null)
    call:expect_ok { total_rows = 2 }
    sup:health {}:ok()
  end,
}
