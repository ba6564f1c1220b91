return scenario {
  summary = "the memory of a worker that made room is in no sum any more",
  clauses = { "POOL-05" },
  profile = "pool",
  spawn = false,
  needs = { "rss", "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then worker:rss(150000) end
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 5000 }
    local lease = pool:lease("A")
    pool:expect_snapshot { total_child_rss_kib = check.at_least(150000) }
    lease:release():ok()
    pool:lease("B")
    pool:expect_snapshot { workers = 1, total_child_rss_kib = check.at_most(149999) }
  end,
}
