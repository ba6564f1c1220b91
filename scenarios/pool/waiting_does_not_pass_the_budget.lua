return scenario {
  summary = "an acquire that waited for a place is still bound by the budget",
  clauses = { "POOL-03", "POOL-05" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent", "rss" },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child)
      child:rss(300000)
      child:answer("json_command", { response_json = "null" })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, queue_wait_ms = 2000, max_total_rss_kib = 250000 }
    local large = pool:lease("A")
    local small = pool:lease("B")
    large:json_command():ok()
    local waiting = pool:acquire("C")
    for _ = 1, 200 do -- it is to wait when the place comes
      if not waiting:pending() or pool:snapshot().queue_depth == 1 then break end
    end
    small:release():ok()
    local e = waiting:outcome().error
    check.truth(e, "a new key is refused while the memory of another worker alone is over the budget")
    check.truth(e.kind == "worker_pool_memory_budget_exceeded" or e.kind == "worker_pool_queue_timeout",
      "the refusal is about the budget, or the wait was in vain; it was " .. tostring(e.kind))
    pool:expect_spawned(2)
    pool:expect_snapshot { queue_depth = 0 }
    large:release():ok()
  end,
}
