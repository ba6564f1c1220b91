return scenario {
  summary = "a child that says terminating and stays has the rest of the grace and is then killed",
  clauses = { "SHUT-01", "SHUT-04" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 250 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:terminating()
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    local report = call:expect_ok { outcome = "graceful_timed_out_killed" }
    call:not_before(250)
    call:within(3000, "SHUT-04")
    check.equal(report.exit.signal, 9)
    sup:expect_gone()
  end,
}
