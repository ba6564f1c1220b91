return scenario {
  summary = "a child that writes megabytes to stderr on its way out is not blocked and leaves in time",
  clauses = { "FIX-05", "SHUT-01", "EXIT-03" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 6000 },
  tags = { "slow-shutdown" },
  defects = { 20 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:stderr_bytes(2000000)
    worker:terminating()
    worker:stderr("closed everything\n")
    worker:exit(0)
  end,

  drive = function(sup)
    local report = sup:shutdown {}:expect_ok { outcome = "graceful" }
    check.match(report.exit.diagnostics, "closed everything%s*$", "EXIT-03")
    sup:expect_gone()
  end,
}
