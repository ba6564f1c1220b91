return scenario {
  summary = "a post-job cycle is logged as information: it is memory pressure, not a failure",
  clauses = { "ACTOR-12", "ACTOR-07" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 1 }
    actor:serve_one("Init")
    local events = actor:facts().events
    check.equal(#events, 1, "ACTOR-07")
    check.equal(events[1].cause, "rss_post_job", "ACTOR-07")
    local level = events[1].level
    if level ~= nil and level ~= json.null then check.equal(level, "info") end
  end,
}
