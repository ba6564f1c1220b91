return scenario {
  summary = "a worker below its memory ceiling is kept",
  clauses = { "POOL-02" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, max_worker_rss_kib = 4000000 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    one:json_command():ok()
    two:json_command():ok()
    pool:expect_spawned(1)
    pool:expect_snapshot({ policy_restarts = 0, worker_restarts = 0 }, "POOL-02")
  end,
}
