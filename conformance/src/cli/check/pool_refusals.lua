return scenario {
  summary = "an acquire that finds no room is worker_pool_exhausted, or after its wait worker_pool_queue_timeout, with facts",
  clauses = { "POOL-04", "POOL-07" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A")
    local e = pool:acquire("B"):expect_error("worker_pool_exhausted")
    check.equal(e.max_workers, 1)
    check.truth(type(e.resource) == "table", "the error has `resource`")
    check.equal(e.resource.cause, "worker_pool_max_workers")
    local queue = sup:pool { name = "q", max_workers = 1, queue_wait_ms = 200 }
    local lease = queue:lease("A")
    local waiting = queue:acquire("B")
    lease:json_command():ok()
    e = waiting:expect_error("worker_pool_queue_timeout")
    check.truth(type(e.waited_ms) == "number", "the error has `waited_ms`")
    check.equal(e.resource.cause, "worker_pool_queue_timeout")
  end,
}
