return scenario {
  summary = "an acquire that waits is admitted in the place of a worker that died and whose lease was given back",
  clauses = { "FIX-19", "POOL-08" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation == 0 and { json_command = function(child) child:abort() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local lease = pool:lease("A")
    local waiting = pool:acquire("B")
    lease:json_command():expect_error("child_panic_or_abort")
    lease:release():ok()
    waiting:ok()
    waiting:within(10000)
    waiting.lease:json_command():ok()
    pool:expect_snapshot({ workers = 1, active_workers = 1, queue_timeouts = 0 }, "FIX-19")
  end,
}
