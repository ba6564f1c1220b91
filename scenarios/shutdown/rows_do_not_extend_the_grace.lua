return scenario {
  summary = "rows that keep coming do not extend the grace: the child is killed when it is over, while it still talks",
  clauses = { "SHUT-01", "SHUT-04" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 400 },
  tags = { "slow-shutdown" },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:ignore("TERM")
    worker:expect("terminate")
    for ordinal = 0, 59 do
      worker:row("rows", { ordinal = ordinal })
      worker:wait(100)
    end
    worker:terminating()
    worker:exit(0)
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful_timed_out_killed" }
    call:not_before(400)
    call:within(3500, "SHUT-04")
    sup:expect_gone()
  end,
}
