return scenario {
  summary = "a replacement by the worker's own policy is seen by the lease: no command reaches a child that has no session",
  clauses = { "FIX-21", "LEASE-04", "POOL-05" },
  profile = "pool",
  defects = { 13 },
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker.strict = true -- json_command without a session is an error
    worker:serve()
  end,

  drive = function(sup)
    for limit = 3, 5 do
      local pool = sup:pool { name = "p" .. tostring(limit), max_workers = 1 }
      local lease = pool:lease { restart_policy = { max_requests = limit } }
      local over = false
      for _ = 1, 6 do
        local e = lease:json_command():outcome().error
        if e and e.kind == "unsupported_request" then
          -- the command brought it about itself: its session is over
          check.equal(e.operation, "worker_session_invalidated")
        elseif e then
          check.equal(e.kind, "lease_invalidated")
          check.equal(e.reason, "worker generation changed from 0 to 1", "LEASE-04")
        end
        over = e ~= nil or lease:status().valid == false
        if over then break end
      end
      check.truth(over, "six commands with max_requests " .. tostring(limit) .. " end the lease")
      lease:expect_invalid("worker generation changed from 0 to 1", "LEASE-04")
      pool:expect_spawned(2)
      pool:expect_snapshot { max_request_restarts = 1, policy_restarts = 0 }
    end
    -- neither is one for its imports a restart by the pool, however often the session is opened
    local imports = sup:pool { name = "imports", max_workers = 1 }
    for _ = 1, 4 do
      local some = imports:lease { restart_policy = { max_imports = 2 } }
      some:json_command():outcome()
      some:release()
    end
    local snapshot = imports:snapshot()
    check.equal(snapshot.policy_restarts, 0, "POOL-05")
    check.equal(snapshot.max_import_restarts, snapshot.worker_restarts, "POOL-05")
    -- a health may go to the fresh child: the lease is over all the same
    local pool = sup:pool { name = "health", max_workers = 1 }
    local lease = pool:lease { restart_policy = { max_requests = 4 } }
    for _ = 1, 6 do
      if pool:snapshot().max_request_restarts == 0 then lease:health():outcome() end
    end
    pool:expect_snapshot { max_request_restarts = 1 }
    lease:expect_invalid("worker generation changed from 0 to 1", "LEASE-04")
  end,
}
