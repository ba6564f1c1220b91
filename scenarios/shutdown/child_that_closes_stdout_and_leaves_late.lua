return scenario {
  summary = "a child that closes its stdout on terminate and leaves within the grace is graceful",
  clauses = { "SHUT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 6000 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:close("stdout")
    worker:close("stderr")
    worker:wait(200)
    worker:exit(0)
  end,

  drive = function(sup)
    local report = sup:shutdown {}:expect_ok { outcome = "graceful", kill_elapsed_ms = check.null }
    check.equal(report.exit.code, 0)
    sup:expect_gone()
  end,
}
