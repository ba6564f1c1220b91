local SPAWNS = 30

return scenario {
  summary = "programs that cannot be run leave no descriptor behind, however often it is tried",
  clauses = { "SPAWN-03" },
  profile = "supervisor",
  spawn = false,
  defects = { 23 },

  drive = function(sup)
    local function fail()
      sup:spawn { executable = "/nowhere/to/be/found" }:expect_error("spawn")
    end
    fail()
    local before = sup:descriptors()
    for _ = 1, SPAWNS do
      fail()
    end
    check.at_most(sup:descriptors(), before + SPAWNS // 2)
    sup:expect_gone()
    sup:spawn {}:ok()
    sup:health {}:ok()
  end,
}
