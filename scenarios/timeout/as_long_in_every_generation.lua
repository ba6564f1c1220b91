return scenario {
  summary = "the deadline is as long in each generation as in the first",
  clauses = { "TIMEOUT-01", "TIMEOUT-02", "RESTART-05" },
  profile = "supervisor",
  timeout_ms = 30000,

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    sup:set_request_timeout(700)
    for generation = 0, 3 do
      local call = sup:health {}
      call:expect_error("timeout", { duration_ms = 700 })
      call:not_before(700)
      call:within(2600)
      sup:expect_snapshot({ worker_generation = generation + 1 }, "TIMEOUT-02")
    end
    sup:expect_stats({ timeout_restarts = 4, exits = 4, requests = 4 }, "TIMEOUT-02")
  end,
}
