return scenario {
  summary = "a row that comes after its stream's terminal never reaches the next stream's sink",
  clauses = { "FIX-03", "REQ-12", "STREAM-01" },
  profile = "stream",
  tags = { "stale-frames" },
  defects = { 9 },

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    if worker.generation == 0 then
      worker:row("rows", { ordinal = 0 })
      worker:stream_complete { total_rows = 1 }
      worker:row("rows", { ordinal = "too late" })
      worker:mark("too late")
      worker:check(worker:next() == nil, "no request is written over stale output")
      worker:hang()
    end
    worker:row("rows", { ordinal = 100 })
    worker:cork() -- this time both come in one read
    worker:stream_complete { total_rows = 1 }
    worker:row("rows", { ordinal = "too late" })
    worker:uncork()
    worker:mark("too late again")
    worker:check(worker:next() == nil, "no request is written over stale output")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_ok { total_rows = 1 }
    sup:expect_mark_or_end("too late")
    local next_call = sup:stream { export = "demo" }
    next_call:expect_error("protocol")
    next_call:expect_rows(0)
    sup:expect_stats { requests = 1, stream_requests = 1, stream_successes = 1, stream_failures = 0, data_rows_delivered = 1, exits = 1 }
    sup:cycle():ok()
    next_call = sup:stream { export = "demo" }
    next_call:expect_row("rows", 0, '{"ordinal":100}')
    next_call:ok()
    sup:expect_mark_or_end("too late again")
    next_call = sup:stream { export = "demo" }
    next_call:expect_error("protocol")
    next_call:expect_rows(0)
  end,
}
