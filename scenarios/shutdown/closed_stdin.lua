return scenario {
  summary = "a terminate that cannot be written, because the child closed its stdin, is a protocol failure: killed",
  clauses = { "SHUT-01", "FIX-08" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 8000 },
  tags = { "slow-shutdown" },
  defects = { 24 },

  child = function(worker)
    worker:handshake()
    worker:close("stdin")
    worker:mark("deaf")
    worker:hang()
  end,

  drive = function(sup)
    sup:expect_mark("deaf")
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful_protocol_failed_killed" }
    call:within(5000)
    sup:expect_gone()
  end,
}
