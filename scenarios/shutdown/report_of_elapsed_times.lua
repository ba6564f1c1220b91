return scenario {
  summary = "the report's times fit each other: the wait within the whole, the grace as configured",
  clauses = { "SHUT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 5000 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:wait(300)
    worker:exit(0)
  end,

  drive = function(sup)
    local report = sup:shutdown {}:expect_ok { outcome = "graceful", graceful_timeout_ms = 5000 }
    check.at_least(report.elapsed_ms, 100) -- of 300: a parent may look at its clock late
    check.at_least(report.wait_elapsed_ms, 0)
    check.at_most(report.wait_elapsed_ms, report.elapsed_ms)
    check.at_most(report.elapsed_ms, 4999)
  end,
}
