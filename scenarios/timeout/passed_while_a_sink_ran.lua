return scenario {
  summary = "a deadline that passed while a sink held a row fires, when it returns at the latest, although the terminal is there, and next",
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
      worker:cork()
      worker:row("rows", { ordinal = 0 })
      if worker.name == "c" then -- whose terminal comes in one write with the row
        worker:stream_complete {}
      end
      worker:uncork()
      worker:meet("sink stands")
      if worker.name == "a" then
        worker:cork()
        worker:row("rows", { ordinal = 1 })
        worker:stream_complete {}
        worker:uncork()
      end
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local other = sup:worker("c")
    other:spawn {}:ok()
    local start = sup:clock()
    local call = sup:stream { export = "demo", sink = { block_at_row = 0 } }
    local last = other:stream { export = "demo", sink = { block_at_row = 0 } }
    sup:at("sink stands")
    other:at("sink stands")
    if sup:clock() - start >= 400 then
      check.inconclusive("the machine was too slow to have a row held before the deadline")
    end
    call:expect_blocked(0)
    last:expect_blocked(0)
    sup:let("sink stands")
    other:let("sink stands")
    local clock = sup:worker("b")
    clock:spawn {}:ok()
    clock:expect_mark("too late")
    sup:release(call)
    other:release(last)
    last:expect_error("timeout", { operation = "worker_run_data_stream" })
    call:expect_error("timeout", { operation = "worker_run_data_stream" })
    call:expect_rows(1)
    sup:expect_stats { timeout_restarts = 1, stream_failures = 1, stream_successes = 0, data_rows_delivered = check.at_most(1) }
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
