return scenario {
  summary = "an acquire that waited in vain is out of the way: the next one that waits is admitted when room appears",
  clauses = { "FIX-19", "POOL-04" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 20000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 2500 }
    local lease = pool:lease("A")
    pool:acquire("B"):expect_error("worker_pool_queue_timeout")
    local start = sup:clock()
    local waiting = pool:acquire("C")
    lease:release():ok()
    local released = sup:clock() - start
    if waiting:outcome().error and released >= 500 then
      check.inconclusive("the machine let the wait pass before there was room")
    end
    if waiting:outcome().error then waiting:within(1500) end -- afterwards, too, the machine may have
    waiting:ok()
    waiting.lease:json_command():ok()
    pool:expect_snapshot({ queue_timeouts = 1, workers = 1 }, "POOL-04")
  end,
}
