return scenario {
  summary = "aborts that the supervisor absorbs count towards the limit: a child that always aborts ends the project",
  clauses = { "FIX-14", "ACTOR-05" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:expect("verify_declaration")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 2 }
    local job = { op = "verify_declaration", body = { request = { name = "A.b" }, targets = { "A.b" } } }
    for _ = 1, 2 do check.equal(actor:submit(job):ok().value.degraded, true) end
    actor:expect_facts { healthy = true, restarts_total = 2 }
    -- whether the value of the job that was one too many is kept is not specified
    actor:submit(job):outcome()
    actor:expect_facts({ healthy = false, restarts_total = 2 }, "FIX-14")
    actor:submit(job):expect_unavailable(nil, { retryable = false }, "ACTOR-05")
  end,
}
