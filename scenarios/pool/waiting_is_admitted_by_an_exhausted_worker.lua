return scenario {
  summary = "a key whose restarts are used up keeps no place from an acquire that waits",
  clauses = { "FIX-19" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  config = { restart_limit = { max = 1, window_ms = 600000 } },
  timeout_ms = 25000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation < 2 and { json_command = function(child) child:abort() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    for _ = 1, 2 do
      local lease = pool:lease("A")
      lease:json_command():expect_error("child_panic_or_abort")
      lease:release():ok()
    end
    pool:acquire("A"):expect_error("restart_limit_exceeded")
    local waiting = pool:acquire("B")
    waiting:ok()
    waiting:within(10000)
    waiting.lease:json_command():ok()
    pool:expect_snapshot({ workers = 1, active_workers = 1, queue_timeouts = 0 }, "FIX-19")
  end,
}
