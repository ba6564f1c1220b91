return scenario {
  summary = "children that ignore every request to leave are gone when their parent's life ends in good order",
  clauses = { "SHUT-03", "SHUT-05" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 200 },
  tags = { "slow-shutdown" },
  defects = { 8 },

  child = function(worker)
    worker:ignore("TERM")
    worker:ignore("HUP")
    worker:ignore("INT")
    worker:handshake()
    worker:serve { count = 1 }
    worker:hang()
  end,

  drive = function(sup)
    local other = sup:worker("b")
    other:spawn {}:ok()
    sup:health {}:ok()
    other:health {}:ok()
    -- the drive ends here: what the harness does next is to end the parent's input
  end,
}
