return scenario {
  summary = "the last replacement is timed: handshake within total, its cause, and no overlap",
  clauses = { "RESTART-07" },
  profile = "supervisor",

  child = function(worker)
    if worker.generation == 1 then
      worker:wait(80)
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:expect_stats { last_replacement = check.null }
    sup:cycle():ok()
    local timing = sup:stats().last_replacement
    check.truth(type(timing) == "table", "there is a timing")
    check.at_least(timing.spawn_handshake_us, 80000)
    check.at_least(timing.replacement_total_us, timing.spawn_handshake_us)
    check.equal(timing.replacement_reason, "explicit")
    check.equal(timing.replacement_budget_status, "synchronous-no-overlap")
  end,
}
