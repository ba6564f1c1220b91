return scenario {
  summary = "a known key is leased at once, however full the pool and however long its queue",
  clauses = { "POOL-02", "POOL-04" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 30000 }
    pool:lease("A")
    local again = pool:acquire("A")
    again:ok()
    again:within(2000)
    pool:expect_spawned(1)
  end,
}
