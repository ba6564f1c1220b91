return scenario {
  summary = "going back to earlier imports is a switch like any other",
  clauses = { "ACTOR-06" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local actor = sup:actor { rss_import_switch_kib = 1 }
    for index, import in ipairs { "A", "B", "A" } do
      actor:submit(import):expect_runtime({ profile_switch_count = index - 1, worker_generation = index }, "ACTOR-06")
    end
    actor:expect_causes({ rss_import_switch = 2 }, "ACTOR-06")
  end,
}
