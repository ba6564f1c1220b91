return scenario {
  summary = "a lease that is invalid takes no request timeout either",
  clauses = { "LEASE-03" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:cycle():ok()
    lease:set_request_timeout(1000):expect_error("lease_invalidated", { reason = "explicit worker cycle" })
  end,
}
