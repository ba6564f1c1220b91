local SPAWNS = 30

return scenario {
  summary = "programs that cannot be run, and children that die before their handshake, leave no descriptors, however often it is tried",
  clauses = { "SPAWN-03", "SPAWN-07" },
  profile = "supervisor",
  spawn = false,
  timeout_ms = 30000,
  defects = { 23 },

  child = function(worker)
    if worker.generation < SPAWNS then
      worker:exit(1)
    end
    worker:handshake()
    worker:serve()
  end,

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
    before = sup:descriptors()
    for _ = 1, SPAWNS do
      sup:spawn {}:expect_error("child_panic_or_abort", nil, "SPAWN-07")
    end
    check.at_most(sup:descriptors(), before + SPAWNS // 2, "SPAWN-07")
    sup:spawn {}:ok()
    sup:health {}:ok()
  end,
}
