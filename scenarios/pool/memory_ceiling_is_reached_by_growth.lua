return scenario {
  summary = "a child that grows to the ceiling in one command is replaced before the next: the lease learns why, the new one works",
  clauses = { "LEASE-01", "LEASE-04", "POOL-06" },
  profile = "pool",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      if child.generation == 0 then child:rss(300000) end
      child:answer("json_command", { response_json = body.request_json })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, max_worker_rss_kib = 250000 }
    local lease = pool:lease("A")
    lease:json_command():ok()
    local e = lease:json_command { request = { second = true } }:expect_error("lease_invalidated")
    local current, limit = e.reason:match("^memory policy cycled worker at (%d+) KiB RSS with limit (%d+) KiB$")
    check.truth(current, "the reason has the documented form; it was " .. tostring(e.reason), "LEASE-04")
    check.at_least(tonumber(current), 250000, "LEASE-04")
    check.equal(limit, "250000", "LEASE-04")
    pool:expect_received(1, {})
    pool:expect_snapshot({ policy_restarts = 1, rss_restarts = 1, last_restart_reason = "rss_ceiling" }, "POOL-06")
    pool:lease("A"):json_command():ok()
  end,
}
