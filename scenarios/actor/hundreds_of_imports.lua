return scenario {
  summary = "a job with hundreds of imports has all of them in its fingerprint, and the last of them makes a difference",
  clauses = { "ACTOR-06", "ACTOR-10" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local function imports(last)
      local names = {}
      for i = 1, 400 do names[i] = "M" .. tostring(i % 10) end
      names[#names + 1] = last
      return names
    end
    local actor = sup:actor()
    for round, last in ipairs { "A", "A", "B" } do
      local call = actor:submit { imports = imports(last) }
      call:ok()
      call:expect_runtime({ import_profile = table.concat(imports(last), "\n"), profile_switch_count = round == 3 and 1 or 0 }, "ACTOR-06")
    end
    actor:stop():ok()
    actor:expect_gone()
  end,
}
