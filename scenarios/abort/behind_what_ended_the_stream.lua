-- What the child does behind its first row, what the caller's sink does, and what the stream ends with.
local ROW, WRONG = '{"ordinal":0}', '"not a record"'
local cases = {
  { say = function(worker) worker:row("rows", json.text(ROW)) end, sink = { cancel_at_row = 1 }, kind = "cancelled", clause = "CANCEL-02" },
  { say = function(worker) worker:row("rows", json.text(ROW)) end, sink = { fail_at_row = 1 }, kind = "data_sink_panic", clause = "STREAM-03" },
  { say = function(worker) worker:row("rows", json.text(WRONG)) end, sink = {}, kind = "typed_command_row_decode", clause = "STREAM-07" },
  { say = function(worker) worker:frame("no JSON") end, sink = {}, kind = "protocol", clause = "WIRE-06" },
  { say = function(worker) worker:handshake { configure = false } end, sink = {}, kind = "protocol", clause = "REQ-11" },
}

return scenario {
  summary = "a child that died behind what ends its stream does not change the outcome: events count in the order of the pipe",
  clauses = { "REQ-13", "CANCEL-02", "STREAM-03", "STREAM-07", "WIRE-06", "REQ-11" },
  profile = "stream",
  needs = { "concurrent" },
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    local case = cases[worker.generation + 1]
    if case then
      worker:expect("run_data_stream")
      worker:row("rows", json.text(ROW))
      case.say(worker)
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    for number, case in ipairs(cases) do
      local sink = case.sink
      sink.block_at_row = 0
      local call = sup:stream { export = "demo", typed = true, sink = sink }
      call:expect_blocked(0)
      sup:child(number - 1):expect_exit()
      sup:release(call)
      call:expect_error(case.kind, nil, case.clause)
      if sup:status().state == "exited" then
        sup:cycle():ok()
      end
    end
    sup:expect_stats { stream_failures = #cases, exits = #cases, cancelled_restarts = 2, explicit_cycles = 3 }
  end,
}
