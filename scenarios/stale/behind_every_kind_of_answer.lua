-- How a stream ends, what comes behind the end in one write with it, and what the caller is told.
local endings = {
  { function(worker) worker:stream_complete { total_rows = 0 } end, function(worker) worker:progress("late", 1) end },
  { function(worker) worker:stream_complete { total_rows = 0 } end, function(worker) worker:diagnostic("late", "m") end },
  { function(worker) worker:error("c", "m") end, function(worker) worker:answer("health_ok") end, "worker" },
  { function(worker) worker:answer("stream_export_failed", { status_byte = 1 }) end, function(worker) worker:answer("health_ok") end,
    "stream_export_failed" },
  { function(worker) worker:answer("stream_row_malformed", { message = "m" }) end, function(worker) worker:row("rows", 1) end,
    "stream_row_malformed" },
  { function(worker) worker:answer("capability_loaded") end, function(worker) worker:answer("health_ok") end, "protocol" },
}

return scenario {
  summary = "what comes behind an answer in one write with it is stale, however the request ended and whatever it is",
  clauses = { "FIX-03", "REQ-12" },
  profile = "stream",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    local ending = endings[worker.generation + 1]
    if ending then
      worker:expect("run_data_stream")
      worker:cork()
      ending[1](worker)
      ending[2](worker)
      worker:uncork()
      worker:mark("ended " .. worker.generation)
      worker:check(worker:next() == nil, "no request is written over stale output")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index, ending in ipairs(endings) do
      local call = sup:stream { export = "demo", progress = true, diagnostics = true }
      if ending[3] then
        call:expect_error(ending[3])
      else
        call:ok()
      end
      sup:expect_mark_or_end("ended " .. index - 1)
      sup:health {}:expect_error("protocol")
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:expect_received(index - 1, { "run_data_stream" })
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:expect_stats { requests = #endings + 1, data_rows_delivered = 0, exits = #endings }
  end,
}
