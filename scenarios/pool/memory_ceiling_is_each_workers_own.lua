return scenario {
  summary = "the memory ceiling is about one worker: two below it each are both kept, whatever they use together",
  clauses = { "POOL-02" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:rss(100000)
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, max_worker_rss_kib = 170000 }
    pool:lease("A"):json_command():ok()
    pool:lease("B"):json_command():ok()
    pool:acquire("A"):expect_ok { worker_generation = 0 }
    pool:acquire("B"):expect_ok { worker_generation = 0 }
    pool:expect_spawned(2)
    pool:expect_snapshot({ policy_restarts = 0 }, "POOL-02")
  end,
}
