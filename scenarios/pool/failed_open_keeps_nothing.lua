return scenario {
  summary = "an opening that fails, at whatever step, leaves neither worker nor process, and the key can be tried again",
  clauses = { "POOL-03", "CAP-01", "POOL-05" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    if worker.generation == 0 then worker:exit(4) end
    worker:handshake()
    if worker.generation == 1 then
      worker:serve { on = { health = function(child) child:error("app.sick", "sick") end } }
    elseif worker.generation == 2 then
      worker:serve { on = { open_host_session = function(child) child:error("app.closed", "closed") end } }
    elseif worker.generation == 3 then
      worker:serve { on = { open_host_session = function(child) child:abort() end } }
    end
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, max_total_rss_kib = 1 << 40 }
    for attempt = 0, 3 do
      check.truth(pool:acquire("A"):outcome().error, "the opening fails")
      pool:expect_spawned(attempt + 1)
      pool:expect_reaped()
      pool:expect_snapshot({ workers = 0, active_workers = 0, warm_leases = 0 }, "POOL-03")
    end
    pool:lease("A"):json_command():ok()
    pool:expect_spawned(5)
    pool:expect_snapshot({ workers = 1 }, "POOL-03")
    pool:expect_snapshot { memory_budget_rejections = 0, queue_timeouts = 0, policy_restarts = 0 }
  end,
}
