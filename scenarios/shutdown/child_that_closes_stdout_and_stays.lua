return scenario {
  summary = "a child that closes its stdout on terminate and stays has the rest of the grace and is then killed",
  clauses = { "SHUT-01", "FIX-04", "SHUT-04" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 250 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:close("stdout")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful_timed_out_killed" }
    call:not_before(250)
    call:within(3000, "SHUT-04")
    sup:expect_gone()
  end,
}
