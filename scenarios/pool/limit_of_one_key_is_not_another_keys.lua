return scenario {
  summary = "a key whose restarts are used up leaves other keys their workers",
  clauses = { "POOL-09", "POOL-11" },
  profile = "pool",
  spawn = false,
  config = { restart_limit = { max = 1, window_ms = 600000 } },

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local good = pool:lease("good")
    pool:lease("bad"):cycle():ok()
    pool:lease("bad"):cycle():expect_error("restart_limit_exceeded")
    pool:acquire("bad"):expect_error("restart_limit_exceeded")
    good:json_command():ok("POOL-11")
    pool:lease("good"):json_command():ok("POOL-11")
  end,
}
