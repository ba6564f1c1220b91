return scenario {
  summary = "no imports are imports like any: going from none to some and back are two switches",
  clauses = { "ACTOR-06" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    local counts = { 0, 0, 1, 1, 2 }
    for index, imports in ipairs { json.array {}, json.array {}, json.array { "Init" }, json.array { "Init" }, json.array {} } do
      actor:submit { imports = imports }:expect_runtime { profile_switch_count = counts[index] }
    end
    actor:expect_spawned(1)
  end,
}
