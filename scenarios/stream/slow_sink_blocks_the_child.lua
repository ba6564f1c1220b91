-- Beside the 64: the row at the sink, one on its way there, one that was read in part; and what a parent reads from a pipe at a time is no
-- event yet, be it one read ahead and some more in a library's buffer.
local EVENTS, READ_AHEAD = 64 + 4, 6 * 65536

return scenario {
  summary = "a sink that stands still blocks the child: the parent holds 64 events, what the pipe takes and no more",
  clauses = { "STREAM-05", "STREAM-06", "STREAM-01" },
  profile = "stream",
  needs = { "concurrent" },
  timeout_ms = 20000,

  child = function(worker)
    local function stand()
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:meet("sink stands")
    end
    worker:handshake()
    stand()
    local sent, taken = worker:flood("rows", { bytes = 65536, max = 400, stall_ms = 400 })
    worker:check(taken <= EVENTS * 65700 + READ_AHEAD, taken // 65536 .. " rows of 64 KiB were taken while the sink stood still")
    worker:mark("stalled")
    worker:stream_complete { total_rows = 1 + sent }

    -- small ones, too, are counted and not weighed
    stand()
    sent, taken = worker:flood("rows", { bytes = 100, max = 100000, stall_ms = 400 })
    worker:check(taken <= EVENTS * 210 + READ_AHEAD, taken .. " bytes of small rows were taken while the sink stood still")
    worker:mark("stalled again")
    worker:stream_complete { total_rows = 1 + sent }
    worker:serve()
  end,

  drive = function(sup)
    local function blocked_stream(stalled)
      local call = sup:stream { export = "demo", sink = { mode = "digest", block_at_row = 0 } }
      call:expect_blocked(0)
      sup:let("sink stands")
      sup:expect_mark(stalled)
      sup:release(call)
      local ok = call:ok()
      check.equal(ok.delivered.rows, ok.total_rows, "STREAM-01")
      return ok
    end
    local ok = blocked_stream("stalled")
    sup:expect_stats({ stream_successes = 1, data_rows_delivered = ok.total_rows }, "STREAM-01")
    blocked_stream("stalled again") -- far more than 64 events, wherever the sink is called
    sup:expect_stats({ backpressure_failures = 0, backpressure_waits = check.at_least(1) }, "STREAM-06")
  end,
}
