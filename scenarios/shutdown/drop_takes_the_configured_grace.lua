return scenario {
  summary = "dropping a supervisor gives its child the configured grace, be it minutes, and not the default one",
  clauses = { "SHUT-03", "SHUT-01" },
  profile = "supervisor",
  -- a virtual minute is 60 ms, and the grace of a day more than a real minute
  time = { speed = 1000 },
  config = { shutdown_timeout_ms = 86400000, startup_timeout_ms = 86400000 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:wait(150)
    worker:mark("left by itself")
    worker:terminating()
    worker:exit(0)
  end,

  drive = function(sup)
    sup:drop():ok()
    sup:expect_mark("left by itself")
    sup:expect_gone()
  end,
}
