return scenario {
  summary = "a replacement by the worker's own policy is seen by the lease: it does not go on as if nothing had happened",
  clauses = { "FIX-21", "LEASE-04" },
  profile = "pool",
  defects = { 13 },
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease { restart_policy = { max_requests = 4 } }
    local replaced = false
    for _ = 1, 6 do
      local e = lease:json_command():outcome().error
      if e then
        check.equal(e.kind, "lease_invalidated")
        check.equal(e.reason, "worker generation changed from 0 to 1", "LEASE-04")
        replaced = true
        break
      elseif lease:status().valid == false then
        replaced = true
        break
      end
    end
    check.truth(replaced, "six commands with max_requests 4 end the lease")
    lease:expect_invalid("worker generation changed from 0 to 1", "LEASE-04")
    pool:expect_spawned(2)
    pool:expect_snapshot { max_request_restarts = 1, policy_restarts = 0 }
  end,
}
