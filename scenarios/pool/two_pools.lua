return scenario {
  summary = "two pools know nothing of each other's workers and options",
  clauses = { "POOL-01", "POOL-04", "POOL-10" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local one = sup:pool { name = "one", queue_wait_ms = 9000, max_total_rss_kib = 1 }
    local two = sup:pool { name = "two" }
    one:lease("A")
    two:lease("A"):json_command():ok()
    one:expect_spawned(1)
    two:expect_spawned(1)
    -- nor of their options: this one has no queue, and no budget
    two:acquire("B"):expect_error("worker_pool_exhausted", nil, "POOL-04")
    one:close():ok()
    one:expect_gone("POOL-10")
    two:lease("A"):json_command():ok()
    two:expect_snapshot({ workers = 1 }, "POOL-01")
  end,
}
