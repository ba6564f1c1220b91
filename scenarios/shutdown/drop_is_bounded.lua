return scenario {
  summary = "dropping a supervisor whose child will not leave ends when the grace is over, and leaves nothing",
  clauses = { "SHUT-03", "SHUT-04" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 250 },
  tags = { "slow-shutdown" },
  defects = { 7, 8 },

  child = function(worker)
    worker:ignore("TERM")
    worker:handshake()
    worker:expect("terminate")
    worker:terminating()
    worker:hang()
  end,

  drive = function(sup)
    local drop = sup:drop()
    drop:ok()
    drop:not_before(250)
    drop:within(3000, "SHUT-04")
    sup:expect_gone()
  end,
}
