return scenario {
  summary = "streams, metadata and doctor ask the pool's policy first like any other command",
  clauses = { "LEASE-01", "LEASE-04" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 1 }
    local function refused(command)
      local lease = pool:lease("A")
      local start = sup:clock()
      repeat sup:cancel("of nobody") until sup:clock() - start > 20 -- the idle limit passes
      local e = lease[command](lease):expect_error("lease_invalidated")
      check.match(e.reason, "^idle policy cycled worker after .+ idle with limit .+$", "LEASE-04")
      lease:release():ok()
    end
    refused("stream")
    refused("capability_metadata")
    refused("capability_doctor")
    pool:expect_snapshot({ stream_requests = 0 }, "LEASE-01")
  end,
}
