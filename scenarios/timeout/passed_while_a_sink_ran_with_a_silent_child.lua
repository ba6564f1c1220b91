return scenario {
  summary = "a deadline that passed while a sink held the only row fires, when it returns at the latest, and is not forgotten",
  clauses = { "FIX-02", "TIMEOUT-02" },
  profile = "stream",
  config = { request_timeout_ms = 1500, rss_hard_limit_kib = 4194304, rss_sample_interval_ms = 1 },
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.name == "b" then -- the clock: a's child may be killed as soon as the deadline passes
      worker:wait(1600)
      worker:mark("too late")
    elseif worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:meet("sink stands")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local start = sup:clock()
    local call = sup:stream { export = "demo", sink = { block_at_row = 0 } }
    sup:at("sink stands")
    if sup:clock() - start >= 1100 then
      check.inconclusive("the machine was too slow to have a row held before the deadline")
    end
    call:expect_blocked(0)
    sup:let("sink stands")
    local clock = sup:worker("b")
    clock:spawn {}:ok()
    clock:expect_mark("too late")
    sup:release(call)
    call:expect_error("timeout")
    sup:expect_stats { timeout_restarts = 1, rss_restarts = 0 }
  end,
}
