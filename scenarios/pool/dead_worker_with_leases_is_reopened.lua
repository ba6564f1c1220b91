return scenario {
  summary = "a worker that died under one lease is reopened for the next, and the old lease stays invalid",
  clauses = { "POOL-02", "LEASE-04", "LEASE-03", "LEASE-02" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation == 0 and { json_command = function(child) child:abort() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local first = pool:lease("A")
    first:json_command():expect_error("child_panic_or_abort")
    local second = pool:lease("A")
    second:json_command():ok()
    first:expect_invalid("worker child exited fatally", "LEASE-04")
    second:expect_valid()
    pool:expect_snapshot({ workers = 1, active_workers = 1 }, "POOL-02")
    pool:expect_spawned(2)
    -- the old lease holds its capacity until it is given back
    second:release():ok("LEASE-02")
    pool:expect_snapshot({ active_workers = 1 }, "LEASE-02")
    first:release():ok("LEASE-02")
    pool:expect_snapshot({ active_workers = 0, warm_leases = 1 }, "LEASE-02")
  end,
}
