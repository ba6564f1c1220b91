return scenario {
  summary = "other imports, also in another order, are counted; under the limit the child stays",
  clauses = { "ACTOR-06", "ACTOR-10" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    local switches = { { "Init" }, { "Init", "Std" }, { "Std", "Init" }, { "Std", "Init" }, {}, { "Init", "" }, { "Init" } }
    local counts = { 0, 1, 2, 2, 3, 4, 5 }
    for index, imports in ipairs(switches) do
      local profile = table.concat(imports, "\n")
      if #imports == 0 then profile = check.null_or(profile) end -- no imports, or none that could be told
      actor:submit { imports = imports }:expect_runtime({
        profile_switch_count = counts[index], import_profile = profile, worker_generation = 1, worker_restarted = false,
      }, "ACTOR-06")
    end
    actor:expect_spawned(1)
  end,
}
