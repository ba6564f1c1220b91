return scenario {
  summary = "where hard limit, deadline and terminal come while a sink runs, the hard limit is first",
  clauses = { "REQ-13", "RSS-03" },
  profile = "stream",
  needs = { "rss", "concurrent" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 50, request_timeout_ms = 700 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.name == "b" then -- the clock: a's child may be killed as soon as it is seen to have grown
      worker:wait(800)
      worker:mark("all is late")
    elseif worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:meet("sink stands")
      worker:rss(90000)
      worker:mark("grown")
      worker:stream_complete { total_rows = 1 }
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
    sup:expect_mark_or_end("grown")
    if sup:clock() - start >= 600 then
      check.inconclusive("the machine was too slow to have the child grow before the deadline")
    end
    local clock = sup:worker("b")
    clock:spawn {}:ok()
    clock:expect_mark("all is late")
    sup:release(call)
    call:expect_error("rss_hard_limit_exceeded")
    sup:expect_stats { rss_restarts = 1, timeout_restarts = 0, stream_failures = 1, stream_successes = 0 }
  end,
}
