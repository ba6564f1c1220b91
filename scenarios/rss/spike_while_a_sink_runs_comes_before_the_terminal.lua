return scenario {
  summary = "a spike while a sink runs comes, when it returns at the latest, before the rows and the terminal in the pipe",
  clauses = { "REQ-13", "RSS-03" },
  profile = "stream",
  needs = { "rss", "concurrent" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 50 },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    if worker.name == "b" then -- the clock: a's child may be killed as soon as it is seen to have grown
      worker:wait(800)
      worker:mark("all is there")
    elseif worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:meet("sink stands")
      worker:rss(90000)
      worker:row("rows", { ordinal = 1 })
      worker:stream_complete { total_rows = 2 }
      worker:mark("all is sent")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { block_at_row = 0 } }
    call:expect_blocked(0)
    sup:let("sink stands")
    sup:expect_mark_or_end("all is sent")
    local clock = sup:worker("b")
    clock:spawn {}:ok()
    clock:expect_mark("all is there")
    sup:release(call)
    call:expect_error("rss_hard_limit_exceeded")
    call:expect_rows(1)
    sup:expect_stats { rss_restarts = 1, stream_failures = 1, data_rows_delivered = check.at_most(1) }
  end,
}
