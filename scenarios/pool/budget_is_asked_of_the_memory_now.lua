return scenario {
  summary = "the budget is about what the workers use when the new key comes, not about what they used when they were opened",
  clauses = { "POOL-03" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      if json.decode(body.request_json).grow then child:rss(300000) else child:rss_release() end
      child:answer("json_command", { response_json = "null" })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 4, max_total_rss_kib = 250000 }
    local lease = pool:lease("A")
    lease:json_command { request = { grow = true } }:ok()
    pool:acquire("B"):expect_error("worker_pool_memory_budget_exceeded", { limit_kib = 250000, current_kib = check.at_least(250000) })
    lease:json_command { request = { grow = false } }:ok()
    pool:acquire("B"):ok()
    pool:expect_snapshot({ memory_budget_rejections = 1, workers = 2 }, "POOL-03")
  end,
}
