return scenario {
  summary = "a key that is served again after its restarts were used up counts on from where it was",
  clauses = { "POOL-09", "POOL-05" },
  profile = "pool",
  spawn = false,
  config = { restart_limit = { max = 1, window_ms = 1500 } },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation < 2 and { json_command = function(child) child:abort() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):json_command():expect_error("child_panic_or_abort")
    pool:lease("A"):json_command():expect_error("child_panic_or_abort")
    local before = pool:snapshot()
    check.equal(before.worker_restarts, 1)
    -- refused until the window has passed, and perhaps for good: that is not what this is about
    local start = sup:clock()
    local lease
    repeat
      local acquire = pool:acquire("A")
      if acquire:outcome().ok then lease = acquire.lease end
    until lease or sup:clock() - start > 4000
    if lease then
      lease:json_command():ok()
      pool:expect_snapshot {
        worker_restarts = check.at_least(before.worker_restarts), requests = check.at_least(before.requests + 1),
        imports = check.at_least(before.imports + 1),
      }
    end
  end,
}
