return scenario {
  summary = "the same modules in any order give the same plan",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    local modules = {}
    for _, lib in ipairs { "Library", "Other" } do
      for _, imports in ipairs { { "Init" }, { "Init", "Std" }, {} } do
        for _, name in ipairs { "A", "B", "C.D" } do modules[#modules + 1] = { module = name, lib_name = lib, imports = imports } end
      end
    end
    local declared = { "Other", "Library" }
    local three = { "A", "B", "C.D" }
    local first = sup:plan(modules, declared):expect_batches { three, three, three, three, three, three }
    check.equal(first[1].imports, {})
    check.equal(first[2].imports, { "Init" })
    check.equal(first[3].imports, { "Init", "Std" })
    check.equal(first[4].lib_name, "Other")
    -- a fixed sequence of exchanges: the same shuffles in each run
    local state = 12345
    for _ = 1, 12 do
      for i = #modules, 2, -1 do
        state = (state * 1103515245 + 12345) % 2147483648
        local j = state % i + 1
        modules[i], modules[j] = modules[j], modules[i]
      end
      check.equal(sup:plan(modules, declared):ok().batches, first)
    end
  end,
}
