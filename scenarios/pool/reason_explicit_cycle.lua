return scenario {
  summary = "a lease that cycles its worker is invalid with those words, and so is every other lease on that worker",
  clauses = { "LEASE-04", "FIX-20", "POOL-05" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    one:cycle():ok()
    check.equal(two:status().valid, false, "FIX-20")
    one:expect_invalid("explicit worker cycle")
    two:expect_invalid("worker generation changed from 0 to 1")
    pool:expect_received(1, {})
    pool:expect_snapshot { worker_restarts = 1, policy_restarts = 0, last_restart_reason = "explicit" }
    pool:acquire("A"):expect_ok { worker_generation = 1 }
  end,
}
