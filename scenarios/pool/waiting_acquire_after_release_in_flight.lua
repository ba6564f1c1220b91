return scenario {
  summary = "an acquire that waits for a place whose lease is released in mid-stream comes in, and the stream ends whole or typed",
  clauses = { "FIX-19", "POOL-08" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local lease = pool:lease("A")
    local stream = lease:stream { sink = { block_at_row = 0 } }
    stream:expect_blocked(0)
    local waiting = pool:acquire("B")
    local release = lease:release()
    sup:release(stream)
    stream:outcome()
    release:ok()
    waiting:ok()
    waiting.lease:json_command():ok()
    pool:child(0):expect_exit()
    pool:expect_spawned(2)
    pool:expect_snapshot({ workers = 1 }, "POOL-08")
  end,
}
