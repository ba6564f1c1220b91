return scenario {
  summary = "of a dozen acquires of as many keys at once a full pool admits as many as it has room for, and refuses the others",
  clauses = { "POOL-04", "POOL-08", "POOL-05" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 30000,

  drive = function(sup)
    local pool = sup:pool { max_workers = 3 }
    local calls = {}
    for i = 1, 12 do
      calls[i] = pool:acquire("Key" .. i)
    end
    local admitted = 0
    for _, call in ipairs(calls) do
      local outcome = call:outcome()
      if outcome.ok then
        admitted = admitted + 1
      else
        check.equal(outcome.error.kind, "worker_pool_exhausted")
      end
    end
    check.equal(admitted, 3)
    pool:expect_spawned(3)
    pool:expect_snapshot { workers = 3, active_workers = 3, queue_depth = 0 }
  end,
}
