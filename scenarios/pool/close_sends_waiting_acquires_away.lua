return scenario {
  summary = "an acquire that waits when its pool is closed gets an error, and nothing is started for it",
  clauses = { "POOL-10" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local lease = pool:lease("A")
    local waiting = pool:acquire("B")
    lease:json_command():ok()
    pool:close():ok()
    check.truth(waiting:outcome().error, "the acquire is refused")
    waiting:within(10000)
    pool:expect_gone()
    pool:expect_spawned(1)
  end,
}
