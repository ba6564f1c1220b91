return scenario {
  summary = "a worker that two leases share is replaced before a command of either where it has reached the ceiling",
  clauses = { "LEASE-01", "LEASE-04", "POOL-06" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation == 0 and { json_command = function(child)
      child:rss(150000)
      child:answer("json_command", { response_json = "null" })
    end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, max_worker_rss_kib = 100000 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    one:json_command():ok()
    local e = two:json_command():expect_error("lease_invalidated")
    check.match(e.reason, "^memory policy cycled worker at %d+ KiB RSS with limit 100000 KiB$", "LEASE-04")
    pool:expect_received(1, {})
    one:expect_invalid()
    two:expect_invalid("memory policy cycled worker at %d+ KiB RSS with limit 100000 KiB")
    pool:expect_snapshot({ policy_restarts = 1, rss_restarts = 1 }, "POOL-06")
    pool:lease("A"):json_command():ok()
    pool:expect_spawned(2)
  end,
}
