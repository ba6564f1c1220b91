return scenario {
  summary = "hundreds of modules with one key are one batch, and hundreds of keys are as many batches",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    local shared, apart, names, batches = {}, {}, {}, {}
    for i = 1, 600 do
      local name = ("M%03d"):format(i)
      names[i], batches[i] = name, { name }
      -- 7 and 600 have no divisor in common: each number comes once
      name = ("M%03d"):format(i * 7 % 600 + 1)
      shared[i] = name
      apart[i] = { module = name, source_root = "/" .. name }
    end
    sup:plan(shared):expect_batches { names }
    sup:plan(apart):expect_batches(batches)
  end,
}
