return scenario {
  summary = "a child that says terminating late has the rest of the grace and not a new one",
  clauses = { "SHUT-01", "SHUT-04" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 2500 },
  tags = { "slow-shutdown" },
  defects = { 7 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:ignore("TERM")
    worker:expect("terminate")
    worker:wait(2300)
    worker:terminating()
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful_timed_out_killed" }
    call:not_before(2500)
    call:within(4400) -- with a grace of its own, 4800
    sup:expect_gone()
  end,
}
