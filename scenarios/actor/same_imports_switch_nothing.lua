return scenario {
  summary = "jobs with the same imports in the same order switch nothing, however large the child is",
  clauses = { "ACTOR-06" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor { rss_import_switch_kib = 1 }
    for _ = 1, 3 do
      actor:submit { imports = { "Init", "Std" } }:expect_runtime { profile_switch_count = 0, restarts_total = 0, import_profile = "Init\nStd" }
    end
    actor:expect_spawned(1)
  end,
}
