return scenario {
  summary = "planned restarts that use up the supervisor's own window do not leave the project stuck",
  clauses = { "FIX-15", "ACTOR-03" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_requests = 1 }, restart_limit = { max = 1, window_ms = 600000 } } }
    actor:serve_one("Init")
    actor:serve_one("Init")
    -- this one needs a second restart, which the supervisor refuses
    local third = actor:submit("Init"):outcome()
    if actor:facts().healthy then
      check.truth(third.ok or third.error.retryable or third.error.kind == "restart_limit_exceeded",
        "the job was served, may be tried again, or has the supervisor's own refusal")
      actor:serve_one("Init", "FIX-15")
    else
      actor:submit("Init"):expect_unavailable(nil, { retryable = false }, "FIX-15")
    end
  end,
}
