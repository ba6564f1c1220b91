return scenario {
  summary = "a child that never answers its first health check fails the start in bounded time",
  clauses = { "CAP-01", "TIMEOUT-02" },
  profile = "session",
  spawn = false,
  config = { request_timeout_ms = 300 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    local opening = sup:open_capability()
    opening:expect_error("timeout", { operation = "health" })
    opening:not_before(300, "TIMEOUT-02")
    sup:expect_reaped()
  end,
}
