return scenario {
  summary = "a restart by the supervisor's soft ceiling is accounted as rss_post_job",
  clauses = { "ACTOR-04", "ACTOR-03" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_rss_kib = 1 } } }
    local call = actor:submit("Init")
    call:ok()
    check.equal(call:runtime().call_restart.cause, "rss_post_job")
    check.equal(call:runtime().call_restart.planned, true, "ACTOR-03")
    call:expect_causes({ rss_post_job = 1 }, "ACTOR-04")
  end,
}
