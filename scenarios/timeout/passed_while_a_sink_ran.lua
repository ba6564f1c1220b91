return scenario {
  summary = "a deadline that passed while a sink held a row fires, when it returns at the latest, although the terminal is there, and next",
  clauses = { "FIX-02", "REQ-13", "TIMEOUT-01" },
  profile = "stream",
  config = { request_timeout_ms = 2000 },
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.name == "b" then -- the clock: a's child may be killed as soon as the deadline passes
      worker:wait(2100)
      worker:mark("too late")
    elseif worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:cork()
      worker:row("rows", { ordinal = 0 })
      if worker.name ~= "a" then -- whose terminal comes in one write with the row
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
    local others = {} -- several: who leaves it to chance is not lucky each time
    for i, name in ipairs { "c", "d", "e", "f" } do
      others[i] = { worker = sup:worker(name) }
      others[i].worker:spawn {}:ok()
    end
    local start = sup:clock()
    local call = sup:stream { export = "demo", sink = { block_at_row = 0 } }
    for _, other in ipairs(others) do
      other.call = other.worker:stream { export = "demo", sink = { block_at_row = 0 } }
    end
    sup:at("sink stands")
    for _, other in ipairs(others) do
      other.worker:at("sink stands")
    end
    if sup:clock() - start >= 1500 then
      check.inconclusive("the machine was too slow to have a row held before the deadline")
    end
    call:expect_blocked(0)
    sup:let("sink stands")
    for _, other in ipairs(others) do
      other.call:expect_blocked(0)
      other.worker:let("sink stands")
    end
    local clock = sup:worker("b")
    clock:spawn {}:ok()
    clock:expect_mark("too late")
    sup:release(call)
    for _, other in ipairs(others) do
      other.worker:release(other.call)
      other.call:expect_error("timeout", { operation = "worker_run_data_stream" })
    end
    call:expect_error("timeout", { operation = "worker_run_data_stream" })
    call:expect_rows(1)
    sup:expect_stats { timeout_restarts = 1, stream_failures = 1, stream_successes = 0, data_rows_delivered = check.at_most(1) }
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
