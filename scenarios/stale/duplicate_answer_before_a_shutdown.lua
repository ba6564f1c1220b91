return scenario {
  summary = "a left-over answer before terminate is a protocol failure of the shutdown, which ends at once and leaves nothing",
  clauses = { "SHUT-01", "FIX-03" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 8000 },
  tags = { "stale-frames", "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:answer("health_ok")
    worker:mark("said it twice")
    worker:next()
    worker:hang()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_mark_or_end("said it twice")
    local call = sup:shutdown {}
    local outcome = call:ok().outcome
    -- already_exited: a parent that reads while idle has ended the generation at the sight of it
    if outcome ~= "already_exited" then
      check.equal(outcome, "graceful_protocol_failed_killed")
    end
    call:within(5000)
    sup:expect_gone()
  end,
}
