return scenario {
  summary = "an acquire waits for its own time, whatever happens in the pool meanwhile that makes no room, and tells all of it",
  clauses = { "POOL-04" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child)
      child:wait(100)
      child:answer("json_command", { response_json = "null" })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 1000 }
    pool:lease("A")
    local waiting = pool:acquire("B")
    local start = sup:clock()
    -- leases of the known key come and go; the first one stays
    while waiting:pending() and sup:clock() - start < 8000 do
      local lease = pool:lease("A")
      lease:json_command():ok()
      lease:release():ok()
    end
    waiting:expect_error("worker_pool_queue_timeout", { waited_ms = check.at_least(999) })
    waiting:not_before(1000)
    waiting:within(3000)
    pool:expect_spawned(1)
  end,
}
