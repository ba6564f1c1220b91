return scenario {
  summary = "a cycle that the restart limit refuses invalidates its lease with the words of the limit, not with those of a cycle",
  clauses = { "LEASE-04", "RESTART-04" },
  profile = "pool",
  spawn = false,
  config = { restart_limit = { max = 1, window_ms = 600000 } },

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):cycle():ok()
    local lease = pool:lease("A")
    lease:cycle():expect_error("restart_limit_exceeded", { restarts = 1 }, "RESTART-04")
    lease:expect_invalid("worker restart limit exceeded")
    pool:expect_reaped()
  end,
}
