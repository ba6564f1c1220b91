return scenario {
  summary = "snapshot has generation, restarts, exits and what was last",
  clauses = { "STATS-02" },
  profile = "supervisor",
  drive = function(sup)
    local before = sup:snapshot()
    check.truth(before.worker_generation == 0, "`worker_generation` is 0 at first")
    sup:cycle():ok()
    local after = sup:snapshot()
    check.truth(after.worker_generation == 1, "`worker_generation` grows with a replacement")
    check.truth(after.restarts == 1, "`restarts` is a number")
    check.truth(after.exits == 1, "`exits` is a number")
    check.truth(after.last_restart_reason == "explicit", "`last_restart_reason` is the cause's stable name")
    check.truth(type(after.last_exit) == "table", "`last_exit` is an exit record, or null")
    check.truth(type(after.rss_samples_unavailable) == "number", "`rss_samples_unavailable` is a number")
  end,
}
