return scenario {
  summary = "the grace is 2 seconds where none is configured",
  clauses = { "DEFAULT-01", "SHUT-01" },
  profile = "supervisor",
  config = { startup_timeout_ms = 600000 },
  time = { speed = 20 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:terminating()
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful_timed_out_killed", graceful_timeout_ms = 2000 }
    call:not_before(2000)
    sup:expect_gone()
  end,
}
