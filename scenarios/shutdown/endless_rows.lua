return scenario {
  summary = "a child that answers terminate with an endless flood of rows is killed when the grace is over",
  clauses = { "SHUT-04", "SHUT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 300 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:flood("rows", { bytes = 300, max = 100000000, stall_ms = 60000 })
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful_timed_out_killed" }
    call:not_before(300)
    call:within(6800) -- the grace, the wait for a killed child, and what a flood costs
    sup:expect_gone()
  end,
}
