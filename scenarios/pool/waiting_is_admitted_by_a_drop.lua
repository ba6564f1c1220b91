return scenario {
  summary = "an acquire that waits is admitted when the last lease of another key is dropped",
  clauses = { "FIX-19", "LEASE-02" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2, queue_wait_ms = 15000 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    pool:lease("B")
    local waiting = pool:acquire("C")
    one:drop():ok()
    two:json_command():ok()
    check.truth(waiting:pending(), "a worker that is still leased is no room")
    two:drop():ok()
    waiting:ok()
    waiting.lease:json_command():ok()
    pool:expect_spawned(3)
  end,
}
