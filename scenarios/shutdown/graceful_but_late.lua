return scenario {
  summary = "a child that takes its time within the grace is not killed, before its answer or after it",
  clauses = { "SHUT-01", "RESTART-02" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 6000 },
  tags = { "slow-shutdown" },
  defects = { 7 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:wait(150)
    worker:terminating()
    worker:wait(150)
    worker:exit(0)
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    local report = call:expect_ok { outcome = "graceful", kill_elapsed_ms = check.null }
    check.equal(report.exit.code, 0)
    call:not_before(300)
    check.at_least(report.elapsed_ms, 100) -- of 300: a parent may look at its clock late
    sup:expect_gone()
  end,
}
