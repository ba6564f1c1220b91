local LONG, LONGER = string.rep("n", 300), string.rep("m", 100000)

return scenario {
  summary = "names, phases and messages of any length reach the sinks whole, and so do numbers of 64 bits",
  clauses = { "STREAM-09", "STREAM-01", "STREAM-07" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("a" .. LONG, { ordinal = 0 })
      worker:diagnostic("b" .. LONG, LONGER)
      worker:frame('{"version":10,"message":{"type":"progress_tick","body":{"phase":"c' .. LONG
        .. '","current":18446744073709551614,"total":9223372036854775809}}}')
      worker:meet("all told")
      worker:row("d" .. LONG, "not a record")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", typed = true, progress = true, diagnostics = true }
    call:expect_row("a" .. LONG, 0, nil, "STREAM-01") -- its text is what the adapter makes of the record
    call:expect_diagnostic("b" .. LONG, LONGER)
    call:expect_progress("c" .. LONG, "18446744073709551614", "9223372036854775809")
    sup:let("all told")
    call:expect_error("typed_command_row_decode", { stream = "d" .. LONG, sequence = 0 }, "STREAM-07")
  end,
}
