return scenario {
  summary = "a key that is served again after its restarts were used up keeps its restart policy and its request timeout",
  clauses = { "RESTART-05", "POOL-09" },
  profile = "pool",
  spawn = false,
  config = { restart_limit = { max = 1, window_ms = 1500 }, request_timeout_ms = 1500 },
  timeout_ms = 25000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child)
      if worker.generation < 2 then child:abort() end
      child:hang()
    end } }
  end,

  drive = function(sup)
    -- refused until the window has passed, and perhaps for good: that is not what this is about
    local function served_again(pool, key)
      pool:lease(key):json_command():expect_error("child_panic_or_abort")
      pool:lease(key):json_command():expect_error("child_panic_or_abort")
      local start = sup:clock()
      repeat
        local acquire = pool:acquire(key)
        if acquire:outcome().ok then return acquire.lease end
      until sup:clock() - start > 4000
    end

    local pool = sup:pool { name = "timeout" }
    local lease = served_again(pool, "A")
    if lease then
      local call = lease:json_command()
      local e = call:outcome().error
      check.truth(e and (e.kind == "timeout" or e.kind == "restart_limit_exceeded"), "the child is given up; it was " .. tostring(e and e.kind))
      call:within(6000)
    end
    pool:close():ok()

    pool = sup:pool { name = "policy" }
    lease = served_again(pool, { restart_policy = { max_requests = 8 } })
    if lease then
      local before = pool:snapshot().max_request_restarts
      local error
      for _ = 1, 9 do error = error or lease:health():outcome().error end
      check.truth(error or pool:snapshot().max_request_restarts > before, "after 8 requests the child is replaced, or its replacement is refused")
    end
  end,
}
