return scenario {
  summary = "a child that is stopped by a signal cannot answer and is killed when the grace is over",
  clauses = { "SHUT-04", "SHUT-01", "STATE-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 250 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:mark("does not read on")
    worker:hang()
  end,

  drive = function(sup)
    sup:expect_mark("does not read on")
    sup:child(0):signal("STOP")
    sup:expect_status("running", "STATE-01")
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful_timed_out_killed" }
    call:not_before(250)
    call:within(3000)
    sup:expect_gone()
  end,
}
