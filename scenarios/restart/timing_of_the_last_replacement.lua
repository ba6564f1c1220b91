return scenario {
  summary = "the last replacement is timed, each anew: the handshake by itself and within the total, its cause, and no overlap",
  clauses = { "RESTART-07" },
  profile = "supervisor",

  -- Each child comes up faster than the one before, so that no earlier figure fits into a later replacement.
  child = function(worker)
    if worker.generation < 2 then
      worker:wait(600 - 300 * worker.generation)
    end
    worker:handshake()
    if worker.generation == 1 then
      worker:expect("terminate")
      worker:wait(300)
      worker:terminating()
      worker:exit(0)
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:expect_stats { last_replacement = check.null }
    local before = sup:clock()
    sup:cycle():ok()
    local took = sup:clock() - before
    local timing = sup:stats().last_replacement
    check.truth(type(timing) == "table", "there is a timing")
    check.at_least(timing.spawn_handshake_us, 1)
    check.at_most(timing.spawn_handshake_us, (took + 5) * 1000)
    check.at_least(timing.replacement_total_us, timing.spawn_handshake_us)
    check.equal(timing.replacement_reason, "explicit")
    check.equal(timing.replacement_budget_status, "synchronous-no-overlap")
    before = sup:clock()
    sup:cycle():ok()
    took = sup:clock() - before
    timing = sup:stats().last_replacement
    check.at_least(timing.spawn_handshake_us, 1)
    check.at_most(timing.spawn_handshake_us, (took - 300 + 5) * 1000) -- the goodbye of the old child is none of it
    check.equal(timing.replacement_reason, "explicit")
  end,
}
