return scenario {
  summary = "a deadline that passed while a sink held a row fires, when it returns at the latest, although the terminal is there",
  clauses = { "FIX-02", "REQ-13", "TIMEOUT-01" },
  profile = "stream",
  config = { request_timeout_ms = 700 },
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.name == "b" then -- the clock: a's child may be killed as soon as the deadline passes
      worker:wait(800)
      worker:mark("too late")
    elseif worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:meet("sink stands")
      worker:cork()
      worker:row("rows", { ordinal = 1 })
      worker:stream_complete { total_rows = 2 }
      worker:uncork()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local start = sup:clock()
    local call = sup:stream { export = "demo", sink = { block_at_row = 0 } }
    sup:at("sink stands")
    if sup:clock() - start >= 400 then
      check.inconclusive("the machine was too slow to have a row held before the deadline")
    end
    call:expect_blocked(0)
    sup:let("sink stands")
    local clock = sup:worker("b")
    clock:spawn {}:ok()
    clock:expect_mark("too late")
    sup:release(call)
    call:expect_error("timeout", { operation = "worker_run_data_stream" })
    call:expect_rows(1)
    sup:expect_stats { timeout_restarts = 1, stream_failures = 1, stream_successes = 0, data_rows_delivered = check.at_most(1) }
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
