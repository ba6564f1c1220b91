return scenario {
  summary = "a grandchild that keeps stdout and stderr open delays no shutdown: the child has left, so it is over",
  clauses = { "FIX-06", "SHUT-04", "SHUT-05" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 1500 },
  tags = { "slow-shutdown" },
  defects = { 3 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:grandchild { hold = { "stdout", "stderr" } }
    worker:terminating()
    worker:exit(0)
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful" }
    call:within(7500)
    sup:expect_gone()
  end,
}
