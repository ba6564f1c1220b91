return scenario {
  summary = "while one acquire waits, commands, snapshots and other keys are served",
  clauses = { "POOL-04", "POOL-02" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 20000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 3000 }
    local lease = pool:lease("A")
    local waiting = pool:acquire("B")
    lease:json_command():ok()
    check.equal(pool:snapshot().workers, 1)
    local again = pool:acquire("A")
    again:ok("POOL-02")
    again.lease:json_command():ok()
    if not waiting:pending() then waiting:within(2000) end -- only a machine that stood still excuses that the wait is over
    check.truth(waiting:pending(), "the other key still waits")
    waiting:expect_error("worker_pool_queue_timeout")
  end,
}
