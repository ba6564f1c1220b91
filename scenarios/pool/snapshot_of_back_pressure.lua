return scenario {
  summary = "the back-pressure of each worker's streams, and the time that they took, are summed up",
  clauses = { "POOL-05" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { run_data_stream = function(child)
      child:rows("rows", 2)
      child:meet("sink stands")
      child:flood("rows", { bytes = 100, max = 100000, stall_ms = 400 })
      child:mark("stalled " .. worker.generation)
      child:error("demo.failed", "after all rows")
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    for worker, key in ipairs { "A", "B" } do
      local call = pool:lease(key):stream { sink = { mode = "digest", block_at_row = 1, delay_us = 1000 } }
      call:expect_blocked(1)
      pool:let("sink stands")
      pool:expect_mark("stalled " .. worker - 1)
      sup:release(call)
      call:expect_error("worker")
    end
    pool:expect_snapshot {
      backpressure_failures = 2, backpressure_waits = check.at_least(2), stream_failures = 2, stream_requests = 2, stream_successes = 0,
      stream_elapsed_us = check.at_least(400000),
    }
  end,
}
