return scenario {
  summary = "the figures of a custom restart policy are of their own key: another key with the default policy is not restarted by them",
  clauses = { "POOL-01", "POLICY-03" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 3 }
    local before = pool:lease("before")
    local custom = pool:lease { restart_policy = { max_requests = 8, max_imports = 8 } }
    local after = pool:lease("after")
    for _, lease in ipairs { before, after } do
      for _ = 1, 12 do
        lease:health():ok("POLICY-03")
        lease:json_command():ok("POLICY-03")
      end
      lease:expect_valid("POLICY-03")
    end
    pool:expect_spawned(3)
    -- while that of the key itself is in force
    local over = false
    for _ = 1, 12 do over = over or custom:json_command():outcome().error ~= nil or not custom:status().valid end
    check.truth(over, "twelve commands with max_requests 8 end the lease")
  end,
}
