return scenario {
  summary = "stream names are any text: empty, with quotes, beyond ASCII, with a NUL; each counts its own sequence",
  clauses = { "WIRE-12", "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    for round = 0, 1 do
      for _, name in ipairs { "", "a \"b\"\\c", "\xC3\xBC/\xF0\x9F\x98\x80", "line\nfeed" } do
        worker:row(name, round)
      end
    end
    worker:frame('{"version":10,"message":{"type":"data_row","body":{"stream":"a\\u0000b","sequence":0,"payload":0}}}')
    worker:stream_complete { total_rows = 9 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    for round = 0, 1 do
      for _, name in ipairs { "", "a \"b\"\\c", "\xC3\xBC/\xF0\x9F\x98\x80", "line\nfeed" } do
        call:expect_row(name, round, tostring(round))
      end
    end
    call:expect_row("a\u{fffd}b", 0, "0") -- how a NUL is shown here
    local counts = call:expect_ok({ total_rows = 9 }).per_stream_counts
    check.equal(counts[""], 2)
    check.equal(counts["line\nfeed"], 2)
  end,
}
