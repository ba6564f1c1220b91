return scenario {
  summary = "import switches are planned: they do not count towards the limit",
  clauses = { "ACTOR-03", "ACTOR-05", "ACTOR-06" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local actor = sup:actor { rss_import_switch_kib = 1, restart_limit = 1 }
    for _, import in ipairs { "A", "B", "C", "D" } do actor:serve_one(import) end
    actor:expect_spawned(4, "ACTOR-06")
    actor:expect_causes({ rss_import_switch = 3 }, "ACTOR-03")
    actor:expect_facts({ healthy = true }, "ACTOR-05")
  end,
}
