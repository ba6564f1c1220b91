local LAST = 100 -- a row that comes long after the wait

-- What ends each stream, once its sink goes on: what the child does, how the caller's sink is, and what the caller is told.
local ends = {
  cancelled = { function() end, { cancel_at_row = LAST }, "cancelled" },
  sink = { function() end, { fail_at_row = LAST }, "data_sink_panic" },
  aborted = { function(worker) worker:abort() end, {}, "child_panic_or_abort" },
  left = { function(worker) worker:exit(0) end, {}, "child_exited" },
  frame = { function(worker) worker:frame("{]") end, {}, "protocol" },
  message = { function(worker) worker:message("handshake", { worker_version = "w", protocol_version = 10 }) end, {}, "protocol" },
  status = { function(worker) worker:answer("health_ok") end, {}, "protocol" },
  success = { function(worker) worker:rows_complete(1) end, {}, "protocol" },
  error = { function(worker) worker:error("c", "m") end, {}, "worker" },
  export = { function(worker) worker:answer("stream_export_failed", { status_byte = 1 }) end, {}, "stream_export_failed" },
  callback = { function(worker) worker:answer("stream_callback_failed", { status_byte = 1, description = "d" }) end, {}, "stream_callback_failed" },
  malformed = { function(worker) worker:answer("stream_row_malformed", { message = "m" }) end, {}, "stream_row_malformed" },
  typed = { function(worker) worker:row("rows", "not a record") end, {}, "typed_command_row_decode", typed = true },
  progress = { function(worker) worker:progress("p", 0) end, { fail_at_progress = 0 }, "progress_panic", progress = true },
  diagnostic = { function(worker) worker:diagnostic("c", "m") end, { fail_at_diagnostic = 0 }, "diagnostic_sink_panic", diagnostics = true },
  tick = { function(worker) worker:progress("p", 0) end, { cancel_at_progress = 0 }, "cancelled", progress = true },
}

return scenario {
  summary = "a stream that waited for its sink is one back-pressure failure whatever ends it, and none where it ends well",
  clauses = { "STREAM-06", "STREAM-04" },
  profile = "stream",
  needs = { "concurrent" },
  timeout_ms = 30000,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 and (ends[worker.name] or worker.name == "well") then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:meet("sink stands")
      worker:flood("rows", { bytes = 100, max = 100000, stall_ms = 400 })
      worker:mark("stalled")
      worker:rows("rows", 2 * LAST)
      if worker.name == "well" then
        worker:stream_complete {}
        worker:serve()
      end
      ends[worker.name][1](worker)
    end
    worker:serve()
  end,

  drive = function(sup)
    local workers, calls = {}, {}
    local function start(name, case)
      local sink = { mode = "digest", block_at_row = 0 }
      for key, value in pairs(case[2]) do sink[key] = value end
      workers[name] = sup:worker(name)
      workers[name]:spawn {}:ok()
      calls[name] = workers[name]:stream {
        export = "demo", sink = sink, typed = case.typed, progress = case.progress, diagnostics = case.diagnostics,
      }
    end
    local function go_on(name)
      workers[name]:expect_mark("stalled")
      workers[name]:release(calls[name])
    end
    for name, case in pairs(ends) do start(name, case) end
    start("well", { nil, {} })
    for name, worker in pairs(workers) do
      calls[name]:expect_blocked(0)
      worker:let("sink stands")
    end
    for name, case in pairs(ends) do
      go_on(name)
      calls[name]:expect_error(case[3])
      workers[name]:expect_stats({ backpressure_failures = 1, backpressure_waits = check.at_least(1) }, "STREAM-06")
      workers[name]:expect_stats({ stream_failures = 1, stream_successes = 0 }, "STREAM-04")
    end
    go_on("well")
    calls.well:ok()
    workers.well:expect_stats({ backpressure_failures = 0, backpressure_waits = check.at_least(1) }, "STREAM-06")
    workers.well:expect_stats({ stream_failures = 0, stream_successes = 1 }, "STREAM-04")
  end,
}
