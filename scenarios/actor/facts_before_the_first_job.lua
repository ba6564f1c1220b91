return scenario {
  summary = "a fresh actor knows its generation, and has restarted nothing",
  clauses = { "ACTOR-14", "ACTOR-08" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    actor:expect_facts {
      healthy = true, worker_generation = 1, restarts_total = 0, last_restart = check.null, call_restart = check.null,
      profile_switch_count = 0, import_profile = check.null, worker_lanes = 1,
    }
    actor:expect_spawned(1)
    actor:expect_received(0, {})
  end,
}
