return scenario {
  summary = "a lease says that it is invalid once another lease had the worker replaced, without a command of its own",
  clauses = { "FIX-20", "LEASE-04" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    check.equal(two:status().valid, true)
    one:cycle():ok()
    local status = two:status()
    check.equal(status.valid, false)
    check.equal(status.reason, "worker generation changed from 0 to 1", "LEASE-04")
    pool:expect_received(1, {})
    -- from whichever generation
    for generation = 1, 3 do
      one, two = pool:lease("A"), pool:lease("A")
      one:cycle():ok()
      check.equal(two:status().reason, ("worker generation changed from %d to %d"):format(generation, generation + 1), "LEASE-04")
    end
  end,
}
