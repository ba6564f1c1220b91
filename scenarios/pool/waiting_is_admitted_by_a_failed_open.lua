return scenario {
  summary = "an acquire that waits is admitted when the opening that took the last place fails",
  clauses = { "FIX-19", "POOL-03" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 25000,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:meet("being opened")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, queue_wait_ms = 15000 }
    local first = pool:acquire("A")
    pool:at("being opened")
    local waiting = pool:acquire("B")
    for _ = 1, 20 do
      sup:cancel("of nobody") -- only so that the second acquire has come
    end
    pool:let("being opened")
    first:expect_error("child_panic_or_abort", nil, "POOL-03")
    waiting:ok()
    waiting:within(10000)
    waiting.lease:json_command():ok()
    pool:expect_spawned(2)
  end,
}
