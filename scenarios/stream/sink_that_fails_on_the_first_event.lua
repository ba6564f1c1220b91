return scenario {
  summary = "a sink that fails on the very first thing that the child says ends the request with the kind of that sink",
  clauses = { "STREAM-03", "FIX-01", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.generation < 3 then
      worker:expect("run_data_stream")
      worker:cork()
      if worker.generation == 0 then
        worker:progress("p", 0)
      elseif worker.generation == 1 then
        worker:diagnostic("c", "m")
      end
      worker:row("rows", 0)
      -- nothing comes to that sink a second time: a failure that was passed over shows
      if worker.generation ~= 0 then worker:progress("p", 1) end
      if worker.generation ~= 1 then worker:diagnostic("c", "n") end
      worker:stream_complete { total_rows = 1 }
      worker:uncork()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local cases = { -- and how many rows may come to their own sink beside it
      { { fail_at_progress = 0 }, "progress_panic", 1 },
      { { fail_at_diagnostic = 0 }, "diagnostic_sink_panic", 1 },
      { { fail_at_row = 0 }, "data_sink_panic", 0 },
    }
    local rows = 0
    for index, case in ipairs(cases) do
      local call = sup:stream { export = "demo", progress = true, diagnostics = true, sink = case[1] }
      call:expect_error(case[2])
      check.at_most(#call:rows(), case[3])
      rows = rows + #call:rows()
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      local stats = sup:expect_stats({
        stream_failures = index, stream_successes = 0, data_rows_delivered = check.at_most(rows), exits = index, restarts = index - 1,
      }, "STREAM-04")
      check.equal(stats.data_row_payload_bytes, stats.data_rows_delivered, "STREAM-04") -- each row is one byte
      sup:cycle():ok()
    end
    sup:stream { export = "demo", progress = true, diagnostics = true }:ok()
  end,
}
