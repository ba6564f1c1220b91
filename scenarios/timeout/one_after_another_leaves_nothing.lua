return scenario {
  summary = "ten timeouts in a row leave one living child, no zombie, no descriptor and a generation of ten",
  clauses = { "TIMEOUT-02", "RESTART-01", "RESTART-08", "STATS-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 150 },
  tags = { "restart-storm" },
  defects = { 27, 22 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    local before = sup:descriptors()
    for round = 1, 10 do
      sup:health {}:expect_error("timeout")
      check.equal(sup:child(round - 1):state(), "reaped")
    end
    check.at_most(sup:descriptors(), before + 8, "RESTART-08") -- of ten that leak, ten are left
    sup:expect_stats { requests = 10, timeout_restarts = 10, restarts = 10, exits = 10, replacement_successes = 10 }
    sup:expect_snapshot { worker_generation = 10 }
    sup:expect_spawned(11)
    sup:shutdown { mode = "immediate" }:ok()
    sup:expect_gone()
  end,
}
