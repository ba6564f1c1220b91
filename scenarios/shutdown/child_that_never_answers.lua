return scenario {
  summary = "a child that ignores terminate and SIGTERM is killed when the grace is over, not before",
  clauses = { "SHUT-01", "SHUT-04", "SHUT-05" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 250 },
  tags = { "slow-shutdown" },
  defects = { 7, 21 },

  child = function(worker)
    worker:ignore("TERM")
    worker:handshake()
    worker:expect("terminate")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    local report = call:expect_ok { outcome = "graceful_timed_out_killed", graceful_timeout_ms = 250 }
    call:not_before(250)
    call:within(3000, "SHUT-04")
    check.equal(report.exit.signal, 9)
    check.truth(report.kill_elapsed_ms ~= nil and report.kill_elapsed_ms ~= json.null, "the kill is timed")
    check.at_least(report.elapsed_ms, 249)
    sup:expect_gone()
    sup:expect_stats { exits = 1, requests = 0 }
  end,
}
