return scenario {
  summary = "a lease that was released or dropped runs nothing",
  clauses = { "LEASE-03", "LEASE-02" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    one:release():ok()
    two:drop():ok()
    for _, lease in ipairs { one, two } do
      lease:json_command():expect_error("lease_invalidated")
      lease:stream():expect_error("lease_invalidated")
      lease:cycle():expect_error("lease_invalidated")
    end
    pool:expect_received(0, { "health", "open_host_session" })
    pool:expect_spawned(1)
  end,
}
