return scenario {
  summary = "half an answer to terminate is waited for until the grace is over",
  clauses = { "SHUT-01", "SHUT-04" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 250 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:half('{"version":10,"message":{"type":"response","body":{"status":"terminating"}}}', 30)
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful_timed_out_killed" }
    call:not_before(250)
    call:within(3000)
    sup:expect_gone()
  end,
}
