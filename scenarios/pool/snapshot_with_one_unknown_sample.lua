return scenario {
  summary = "where the memory of one worker is not known the total of all is not known",
  clauses = { "POOL-05", "POOL-06" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, idle_cycle_after_ms = 1 }
    pool:lease("A")
    pool:lease("B")
    pool:expect_snapshot { total_child_rss_kib = check.at_least(1), workers = 2 }
    local start = sup:clock()
    repeat sup:cancel("of nobody") until sup:clock() - start > 2 -- the idle limit passes
    pool:acquire("A"):expect_ok { worker_generation = 1 }
    pool:expect_snapshot { policy_restarts = 1, workers = 2 }
    pool:expect_snapshot({ total_child_rss_kib = check.null }, "POOL-06")
  end,
}
