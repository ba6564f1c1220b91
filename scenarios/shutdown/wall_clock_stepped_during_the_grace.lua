return scenario {
  summary = "a wall clock that jumps back during the grace does not prolong it",
  clauses = { "TIMEOUT-05", "SHUT-04" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 2000 },
  time = { step_wall = true },
  needs = { "concurrent" },
  tags = { "slow-shutdown" },
  defects = { 26 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:meet("asked to leave")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    sup:at("asked to leave")
    sup:step_wall(-3600)
    sup:let("asked to leave")
    call:expect_ok { outcome = "graceful_timed_out_killed" }
    call:not_before(2000)
    call:within(5600)
    sup:expect_gone()
  end,
}
