local LAST = 100 -- a row that comes long after the wait

return scenario {
  summary = "a stream that waited for its sink is a back-pressure failure also where a token, a failed sink or the child's death ends it",
  clauses = { "STREAM-06", "STREAM-04" },
  profile = "stream",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.generation < 3 then
      worker:expect("run_data_stream")
      worker:flood("rows", { bytes = 100, max = 100000, stall_ms = 400 })
      worker:mark("stalled " .. worker.generation)
      worker:rows("rows", 2 * LAST)
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local function fails(generation, kind, sink)
      sink.mode, sink.block_at_row = "digest", 0
      local call = sup:stream { export = "demo", sink = sink }
      call:expect_blocked(0)
      sup:expect_mark("stalled " .. generation)
      sup:release(call)
      call:expect_error(kind)
      sup:expect_stats({ backpressure_failures = generation + 1, backpressure_waits = check.at_least(generation + 1) }, "STREAM-06")
      sup:expect_stats({ stream_failures = generation + 1 }, "STREAM-04")
    end
    fails(0, "cancelled", { cancel_at_row = LAST })
    fails(1, "data_sink_panic", { fail_at_row = LAST })
    sup:cycle():ok()
    fails(2, "child_panic_or_abort", {})
  end,
}
